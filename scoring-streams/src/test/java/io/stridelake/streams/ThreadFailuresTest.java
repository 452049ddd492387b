package io.stridelake.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

final class ThreadFailuresTest {
  private static final Throwable OUTAGE =
      new StreamsException("gave up", new TimeoutException("60000 ms"));

  private final List<Duration> waited = new ArrayList<>();
  private long now;

  private final ThreadFailures failures =
      new ThreadFailures(
          "stridelake.ranking.g1",
          new RestartPauses(
              Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofMinutes(1), () -> now),
          (time, closed) -> {
            waited.add(time);
            now += time.toNanos();
            return false;
          });

  @Test
  void shouldPauseLongerWithEachOutage() {
    for (int i = 0; i < 3; i++) {
      assertThat(failures.handle(OUTAGE)).isEqualTo(REPLACE_THREAD);
    }

    assertThat(waited)
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(failures.outages()).isEqualTo(3);
    assertThat(failures.bug()).isEmpty();
  }

  @Test
  void shouldStopForGoodAtABug() {
    assertThat(failures.handle(new StreamsException(new IllegalStateException("no such rule"))))
        .isEqualTo(SHUTDOWN_CLIENT);

    assertThat(waited).isEmpty();
    assertThat(failures.outages()).isZero();
    assertThat(failures.bug()).contains("java.lang.IllegalStateException: no such rule");
  }

  @Test
  void shouldNotTakeADamagedRecordForAnOutage() {
    Throwable damaged =
        new KafkaException("seek past the record", new CorruptRecordException("bad checksum"));

    assertThat(failures.handle(damaged)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(failures.bug()).get().asString().contains("bad checksum");
  }

  @Test
  void shouldNameTheRecordInOneLine() {
    Throwable poison =
        new StreamsException(
            "Exception caught in process. taskId=0_3, processor=roster, "
                + "topic=stridelake.roster, partition=3, offset=17, stacktrace=…",
            new IllegalArgumentException("name is blank\nand more"));

    assertThat(ThreadFailures.line(poison))
        .isEqualTo(
            "java.lang.IllegalArgumentException: name is blank"
                + " (at offset 17 of stridelake.roster-3)");
  }

  @Test
  void shouldNotHoldUpAClose() throws InterruptedException {
    ThreadFailures real =
        new ThreadFailures(
            "stridelake.ranking.g1",
            new RestartPauses(
                Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1), System::nanoTime),
            (time, closed) -> {
              closed.await();
              return true;
            });
    Thread failing = Thread.ofVirtual().start(() -> real.handle(OUTAGE));
    await().until(() -> failing.getState() == Thread.State.WAITING);

    real.close();

    failing.join();
    assertThat(real.outages()).isEqualTo(1);
  }
}
