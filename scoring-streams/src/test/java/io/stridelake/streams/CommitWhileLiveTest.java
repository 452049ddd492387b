package io.stridelake.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.streams.membership.InputLag;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker's clock may be ahead of this machine's or behind it by any time. */
class CommitWhileLiveTest {
  private static final long BEGIN = 1_764_000_000_000L;
  private static final TopicPartition INPUT = new TopicPartition("lake", 3);

  private final MockProcessorContext<Void, Void> context =
      new MockProcessorContext<>(new Properties());
  private final InputLag inputs = new InputLag();
  private final LiveDelay delay = new LiveDelay();
  private long millis = -700_000;
  private final CommitWhileLive commits =
      CommitWhileLive.schedule(context, delay, inputs, () -> Duration.ofMillis(millis).toNanos());

  @BeforeEach
  void begin() {
    context.setRecordMetadata(INPUT.topic(), INPUT.partition(), 0);
    inputs.note(INPUT, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT30S", "-PT30S", "PT1H", "-PT1H", "P1D", "-P1D"})
  void shouldCommitNewsAtOnceAndTellItsDelayWhateverTheBrokersClockSays(Duration skew) {
    for (int news = 0; news < 50; news++) {
      read(skew, 20);
      assertThat(isCommitted()).isTrue();
      assertThat(delay.takeWorst()).isBetween(0L, 30L);
      millis += 200;
    }

    read(skew, 900);

    assertThat(delay.takeWorst()).isBetween(870L, 890L);
    assertThat(isCommitted()).isTrue();
    assertThat(isCommitted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT1H", "-PT1H", "P1D", "-P1D"})
  void shouldLeaveAReplayToTheCommitInterval(Duration skew) {
    inputs.note(INPUT, 500_000);
    // An hour's records in 10 s, the last of them just written.
    for (long late = 3_600_000; late > 0; late -= 3_600) {
      millis += 10;
      read(skew, late);
      assertThat(isCommitted()).isFalse();
    }
    assertThat(delay.takeWorst()).isEqualTo(-1);

    inputs.note(INPUT, 0);
    read(skew, 20);

    assertThat(isCommitted()).isTrue();
    assertThat(delay.takeWorst()).isEqualTo(0);
  }

  @Test
  void shouldTellNewsAsLateThatQueuesUpBehindOthers() {
    read(Duration.ofDays(1), 20);
    inputs.note(INPUT, 5_000);
    millis += 4_000;

    read(Duration.ofDays(1), 3_000);

    assertThat(delay.takeWorst()).isBetween(2_950L, 3_000L);
    assertThat(isCommitted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "-PT1H", "P1D", "-P1D"})
  void shouldGetOverABrokersClockThatIsSet(Duration step) {
    for (int news = 0; news < 5; news++) {
      read(Duration.ZERO, 20);
      millis += 1_000;
    }
    for (int news = 0; news < 2; news++) {
      read(step, 20);
      assertThat(isCommitted()).isTrue();
      millis += 1_000;
    }
    delay.takeWorst();

    read(step, 320);

    assertThat(delay.takeWorst()).isBetween(280L, 300L);
    assertThat(isCommitted()).isTrue();
  }

  @Test
  void shouldCommitOnceNoMoreOldRecordsCome() {
    inputs.note(INPUT, 500_000);
    read(Duration.ZERO, 3_600_000);

    millis += 499;
    assertThat(isCommitted()).isFalse();
    millis += 1;
    assertThat(isCommitted()).isTrue();
    millis += 500;
    assertThat(isCommitted()).isFalse();
  }

  @Test
  void shouldCommitNothingBeforeThereIsAnything() {
    millis += 10_000;

    assertThat(isCommitted()).isFalse();
  }

  /**
   * A record is read now.
   *
   * @param skew by how much the clock that stamped it is ahead of this machine's
   * @param late by how many milliseconds it is read after it was written
   */
  private void read(Duration skew, long late) {
    commits.applied(BEGIN + millis - late + skew.toMillis());
  }

  private boolean isCommitted() {
    context.resetCommit();
    for (CapturedPunctuator each : context.scheduledPunctuators()) {
      each.getPunctuator().punctuate(0);
    }
    return context.committed();
  }
}
