package io.stridelake.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RestartPausesTest {
  private static final Duration QUIET = Duration.ofMinutes(1);

  /** Begins just before its numbers overflow, as {@code System.nanoTime()} may. */
  private long now = Long.MAX_VALUE - 5;

  private final RestartPauses pauses =
      new RestartPauses(Duration.ofMillis(100), Duration.ofSeconds(30), QUIET, () -> now);

  @Test
  void shouldDoubleUpToTheLongest() {
    List<Duration> seen = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      seen.add(failAfter(Duration.ofMillis(3)));
    }

    assertThat(seen)
        .extracting(Duration::toMillis)
        .containsExactly(
            100L, 200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 25_600L, 30_000L, 30_000L);
  }

  @Test
  void shouldBeginAnewAfterAQuietTime() {
    failAfter(Duration.ZERO);
    failAfter(Duration.ZERO);

    assertThat(failAfter(QUIET)).isEqualTo(Duration.ofMillis(400));
    assertThat(failAfter(QUIET.plusNanos(1))).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void shouldCountFailuresOfOneOutageOnce() {
    Duration first = pauses.next();
    now += Duration.ofMillis(30).toNanos();

    assertThat(pauses.next()).isEqualTo(Duration.ofMillis(70));
    now += first.toNanos();
    assertThat(pauses.next()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void shouldRefuseAHotLoop() {
    assertThatThrownBy(() -> new RestartPauses(Duration.ZERO, QUIET, QUIET, () -> now))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first pause PT0S");
  }

  /** The pause after a failure so long after the end of the pause before. */
  private Duration failAfter(Duration time) {
    now += time.toNanos();
    Duration pause = pauses.next();
    now += pause.toNanos();
    return pause;
  }
}
