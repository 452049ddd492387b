package io.stridelake.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.benchmarks.load.Latencies.Summary;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void shouldSumUpWhatWasToBeginInAStretch() {
    Latencies latencies = new Latencies();
    for (int i = 1; i <= 100_000; i++) {
      latencies.add(i, i + (i % 100 + 1) * MILLISECOND);
    }
    latencies.add(200_000, 200_000 + 5_000 * MILLISECOND);

    assertThat(latencies.between(1, 100_001)).isEqualTo(new Summary(100_000, 50, 99, 100));
    assertThat(latencies.all()).isEqualTo(new Summary(100_001, 51, 100, 5_000));
    assertThat(latencies.between(300_000, 400_000).count()).isZero();
  }

  @Test
  void shouldKeepThePaceWhateverWasLate() {
    Pace pace = new Pace(1_000, 500);

    assertThat(pace.instant(0)).isEqualTo(1_000);
    assertThat(pace.instant(1_500)).isEqualTo(3_000_001_000L);
    assertThat(pace.await(3)).isEqualTo(6_001_000);
  }
}
