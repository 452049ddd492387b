package io.stridelake.streams.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallLimitTest {
  private final AtomicLong nanos = new AtomicLong();
  private final StallLimit limit = new StallLimit(Duration.ofSeconds(30), nanos::get);

  @Test
  void shouldWaitForAsLongAsSomethingMoves() {
    for (int rows = 0; rows < 1_000; rows++) {
      assertThat(limit.isStalled(rows)).isFalse();
      pass(Duration.ofSeconds(29));
    }
  }

  @Test
  void shouldEndOnceNothingHasMoved() {
    assertThat(limit.isStalled(1)).isFalse();
    pass(Duration.ofSeconds(30));
    assertThat(limit.isStalled(1)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(limit.isStalled(1)).isTrue();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
