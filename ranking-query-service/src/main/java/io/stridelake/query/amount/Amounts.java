package io.stridelake.query.amount;

import io.stridelake.rules.Metric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Numbers of the public API from exact sums: points with at most 3 decimals, kilometres with at
 * most 2, minutes and metres climbed whole, all half up and without trailing zeros.
 */
public final class Amounts {
  private static final BigInteger PER_POINT = BigInteger.valueOf(1_000);
  private static final BigInteger MICROMETRES_PER_KM = BigInteger.valueOf(1_000_000_000);
  private static final BigInteger MICROMETRES_PER_METRE = BigInteger.valueOf(1_000_000);
  private static final BigInteger SECONDS_PER_MINUTE = BigInteger.valueOf(60);

  private Amounts() {}

  /** Points out of thousandths. */
  public static BigDecimal points(long thousandths) {
    return of(Metric.POINTS, new Fraction(thousandths, 1));
  }

  /** Kilometres out of micrometres. */
  public static BigDecimal km(long micrometres) {
    return of(Metric.KM, new Fraction(micrometres, 1));
  }

  /** Minutes out of seconds. */
  public static long minutes(long seconds) {
    return of(Metric.MINUTES, new Fraction(seconds, 1)).longValueExact();
  }

  /** Metres climbed out of micrometres. */
  public static long metres(long micrometres) {
    return of(Metric.METRES_CLIMBED, new Fraction(micrometres, 1)).longValueExact();
  }

  /** A board's metric, as it is shown; rounded once, from the exact quotient. */
  public static BigDecimal of(Metric metric, Fraction exact) {
    BigInteger unit = unit(metric).multiply(BigInteger.valueOf(exact.denominator()));
    return plain(
        new BigDecimal(BigInteger.valueOf(exact.numerator()))
            .divide(new BigDecimal(unit), decimals(metric, exact), RoundingMode.HALF_UP));
  }

  /**
   * A part of a whole as a percentage with one decimal, half up.
   *
   * @param whole 1 or more
   */
  public static BigDecimal percent(long part, long whole) {
    return plain(
        BigDecimal.valueOf(part)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP));
  }

  /** Whether the exact value reaches a threshold in the metric's own unit. */
  public static boolean isAtLeast(Metric metric, Fraction exact, BigDecimal threshold) {
    BigInteger unit = unit(metric).multiply(BigInteger.valueOf(exact.denominator()));
    return new BigDecimal(BigInteger.valueOf(exact.numerator()))
            .compareTo(threshold.multiply(new BigDecimal(unit)))
        >= 0;
  }

  private static BigInteger unit(Metric metric) {
    return switch (metric) {
      case POINTS -> PER_POINT;
      case KM -> MICROMETRES_PER_KM;
      case MINUTES -> SECONDS_PER_MINUTE;
      case METRES_CLIMBED -> MICROMETRES_PER_METRE;
      case ACTIVITIES, ACTIVE_DAYS, LONGEST_STREAK -> BigInteger.ONE;
    };
  }

  /** A mean of counts is not whole, so it gets the decimals that a mean of kilometres has. */
  private static int decimals(Metric metric, Fraction exact) {
    return switch (metric) {
      case POINTS -> 3;
      case KM -> 2;
      case MINUTES, METRES_CLIMBED -> 0;
      case ACTIVITIES, ACTIVE_DAYS, LONGEST_STREAK -> exact.denominator() == 1 ? 0 : 2;
    };
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
