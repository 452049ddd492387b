package io.stridelake.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitWhileLiveTest {
  private static final long NOW = 1_764_000_000_000L;
  private static final long OLD = NOW - 3_600_000;

  private final MockProcessorContext<Void, Void> context =
      new MockProcessorContext<>(new Properties());
  private final CommitWhileLive commits = CommitWhileLive.schedule(context);

  @BeforeEach
  void begin() {
    context.setCurrentSystemTimeMs(NOW);
  }

  @Test
  void shouldCommitNewsAtTheNextOccasionAndOnce() {
    commits.applied(NOW - 1_000);

    assertThat(committedAt(NOW + 100)).isTrue();
    assertThat(committedAt(NOW + 200)).isFalse();
  }

  @Test
  void shouldNotCommitByItselfWhileOldRecordsAreReplayed() {
    for (int i = 0; i < 20; i++) {
      context.setCurrentSystemTimeMs(NOW + 100 * i);
      commits.applied(OLD + i);

      assertThat(committedAt(NOW + 100 * i + 99)).isFalse();
    }
  }

  @Test
  void shouldCommitOnceNoMoreOldRecordsCome() {
    commits.applied(OLD);

    assertThat(committedAt(NOW + 499)).isFalse();
    assertThat(committedAt(NOW + 500)).isTrue();
    assertThat(committedAt(NOW + 1_000)).isFalse();
  }

  @Test
  void shouldCommitNothingBeforeThereIsAnything() {
    assertThat(committedAt(NOW + 10_000)).isFalse();
  }

  private boolean committedAt(long now) {
    context.resetCommit();
    context.setCurrentSystemTimeMs(now);
    for (CapturedPunctuator each : context.scheduledPunctuators()) {
      each.getPunctuator().punctuate(now);
    }
    return context.committed();
  }
}
