package io.stridelake.activity.reading;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.Length;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link BigDecimal} stands against it. */
class DecimalTest {
  private static final long SEED = 20261125;
  private static final Decimal.Range RANGE =
      new Decimal.Range(new BigDecimal("-12.5"), new BigDecimal("400750000.000001"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "0.000000",
        "0.0000000",
        "0.0000001",
        "0.0000005",
        "1e-400",
        "3600.0",
        "-18000",
        "-0.5",
        "-1.5",
        "-0.499999",
        "0.1234565",
        "400750000",
        "400750000.000001",
        "400750000.0000011",
        "-12.500001",
        "900719925474",
        "9007199254.7",
        "9007199254.740993",
        "1E2",
        "999999999999999999"
      })
  void shouldBeTheNumberThatIsWritten(String text) {
    assertSame(text);
  }

  @Test
  void shouldBeAnyNumberThatIsWritten() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200_000; i++) {
      assertSame(text(random));
    }
  }

  @Test
  void shouldReckonInMillionthsAsARule() {
    assertThat(Decimal.of("30512.75")).isEqualTo(new Decimal(30_512_750_000L, null));
    assertThat(Decimal.of("-18000.0")).isEqualTo(new Decimal(-18_000_000_000L, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1001", "-1e-1001", "1e99999999999"})
  void shouldRefuseExponentsThatTakeForever(String text) {
    assertThat(Decimal.of(text)).isNull();
  }

  private static void assertSame(String text) {
    BigDecimal expected = new BigDecimal(text);

    Decimal number = requireNonNull(Decimal.of(text));

    assertThat(number.isZero()).as(text).isEqualTo(expected.signum() == 0);
    assertThat(Double.doubleToLongBits(number.toDouble()))
        .as(text)
        .isEqualTo(Double.doubleToLongBits(expected.doubleValue()));
    assertThat(RANGE.holds(number))
        .as(text)
        .isEqualTo(expected.compareTo(RANGE.least()) >= 0 && expected.compareTo(RANGE.most()) <= 0);
    if (RANGE.holds(number)) {
      BigDecimal rounded = expected.setScale(0, RoundingMode.HALF_UP);
      assertThat(number.rounded()).as(text).isEqualTo(rounded.intValueExact());
      assertThat(number.seconds()).as(text).isEqualTo(duration(expected));
    }
    if (RANGE.holds(number) && expected.signum() >= 0) {
      assertThat(number.metres()).as(text).isEqualTo(Length.ofMetres(expected));
    }
  }

  private static Duration duration(BigDecimal seconds) {
    BigDecimal nanos = seconds.setScale(9, RoundingMode.HALF_UP).movePointRight(9);
    return Duration.ofNanos(nanos.longValueExact());
  }

  private static String text(Random random) {
    String whole = Long.toString(random.nextLong(1L << random.nextInt(1, 50)));
    String decimals =
        random
            .ints(random.nextInt(11), 0, 10)
            .boxed()
            .map(String::valueOf)
            .reduce("", String::concat);
    return (random.nextInt(4) == 0 ? "-" : "")
        + whole
        + (decimals.isEmpty() ? "" : "." + decimals)
        + (random.nextInt(20) == 0 ? "e" + (random.nextInt(21) - 10) : "");
  }
}
