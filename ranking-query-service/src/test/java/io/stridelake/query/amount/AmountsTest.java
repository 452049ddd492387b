package io.stridelake.query.amount;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.rules.Metric;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "POINTS, 0, 1, 0",
    "POINTS, 1, 1, 0.001",
    "POINTS, 123400, 1, 123.4",
    "POINTS, 100000, 1, 100",
    "POINTS, 1, 2, 0.001",
    "POINTS, 1, 3, 0",
    "POINTS, 9223372036854775807, 1, 9223372036854775.807",
    "KM, 88204999999, 1, 88.2",
    "KM, 88205000000, 1, 88.21",
    "KM, 10000000000000, 1, 10000",
    "KM, 4999999, 1, 0",
    "KM, 5000000, 1, 0.01",
    "MINUTES, 29, 1, 0",
    "MINUTES, 30, 1, 1",
    "MINUTES, 59, 2, 0",
    "METRES_CLIMBED, 499999, 1, 0",
    "METRES_CLIMBED, 500000, 1, 1",
    "METRES_CLIMBED, 310000000, 1, 310",
    "ACTIVITIES, 10, 1, 10",
    "ACTIVITIES, 5, 2, 2.5",
    "ACTIVE_DAYS, 7, 1, 7",
    "LONGEST_STREAK, 12, 1, 12",
  })
  void shouldRoundOnceAndWritePlainly(Metric metric, long sum, long by, String shown) {
    assertThat(Amounts.of(metric, new Fraction(sum, by)).toString()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 0", "1, 3, 33.3", "2, 3, 66.7", "1, 2000, 0.1", "1, 2001, 0", "1, 1, 100"})
  void shouldRoundPercentagesHalfUp(long part, long whole, String shown) {
    assertThat(Amounts.percent(part, whole).toString()).isEqualTo(shown);
  }

  @Test
  void shouldCompareThresholdsExactly() {
    BigDecimal threshold = new BigDecimal("10000");
    assertThat(Amounts.isAtLeast(Metric.KM, new Fraction(10_000_000_000_000L, 1), threshold))
        .isTrue();
    assertThat(Amounts.isAtLeast(Metric.KM, new Fraction(9_999_999_999_999L, 1), threshold))
        .isFalse();
    assertThat(Amounts.isAtLeast(Metric.KM, new Fraction(20_000_000_000_001L, 2), threshold))
        .isTrue();
  }
}
