package io.stridelake.streams.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private final AtomicLong nanos = new AtomicLong();

  private Reconciler reconciler() {
    return new Reconciler("test", nanos::get);
  }

  @Test
  void shouldGoOnWithOtherStepsWhenOneFails() throws Exception {
    AtomicInteger others = new AtomicInteger();
    Reconciler reconciler =
        reconciler()
            .step(
                "fail",
                () -> {
                  throw new IllegalStateException("a bug");
                })
            .step("work", others::incrementAndGet);

    reconciler.round();
    reconciler.round();

    assertThat(others).hasValue(2);
  }

  @Test
  void shouldPauseLongerAfterEachFailureAndBeginAnewOnceItWorks() throws Exception {
    List<Long> tries = new ArrayList<>();
    AtomicInteger failures = new AtomicInteger(12);
    Reconciler reconciler =
        reconciler()
            .step(
                "reach Kafka",
                () -> {
                  tries.add(nanos.get());
                  if (failures.getAndDecrement() > 0) {
                    throw new TopicAuthorizationException("not yet");
                  }
                });

    for (int tick = 0; tick < 3_000; tick++) {
      reconciler.round();
      nanos.addAndGet(Duration.ofMillis(100).toNanos());
    }

    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < 13; i++) {
      pauses.add(Duration.ofNanos(tries.get(i) - tries.get(i - 1)).toMillis());
    }
    assertThat(pauses)
        .containsExactly(
            300L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L, 30_000L, 30_000L,
            30_000L);
    assertThat(tries.get(14) - tries.get(13)).isEqualTo(Duration.ofMillis(100).toNanos());
  }

  @Test
  void shouldTryAtOnceWhenItIsWoken() {
    AtomicInteger tries = new AtomicInteger();
    try (Reconciler reconciler =
        reconciler()
            .step(
                "fail",
                () -> {
                  tries.incrementAndGet();
                  throw new TimeoutException("Kafka is away");
                })) {
      reconciler.start();
      await().until(() -> tries.get() == 1);

      // The clock stands still, so no pause is ever over.
      reconciler.wake();

      await().until(() -> tries.get() == 2);
    }
  }

  @Test
  void shouldEndWhileAStepWaits() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Reconciler reconciler =
        reconciler()
            .step(
                "wait for ever",
                () -> {
                  begun.countDown();
                  new CountDownLatch(1).await();
                });
    reconciler.start();
    begun.await();

    reconciler.close();

    assertThat(reconciler.isAlive()).isFalse();
  }
}
