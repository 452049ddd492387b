package io.stridelake.scoring;

import io.stridelake.activity.Activity;
import io.stridelake.rules.Multiplier;
import io.stridelake.rules.Per;
import io.stridelake.rules.Rate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Reckons points in 64-bit integers, exactly, or says that they do not suffice.
 *
 * <p>Everything is a fraction over one denominator: thousandths of a point = amount × coefficient ÷
 * divisor, where the amount is a whole number of micrometres, seconds or activities. Every product
 * is checked; {@link ExactReckoning} is the same with numbers of any size.
 */
final class FastReckoning {
  /** What {@link #thousandths} answers where 64 bits do not suffice. */
  static final long TOO_LARGE = -1;

  private final Per per;
  private final long coefficient;
  private final long divisor;
  private final long min;
  private final long max;
  private final boolean fits;
  private final Multiplier[] multipliers;
  private final long[] factors;
  private final long[] factorDivisors;

  FastReckoning(Rate rate, List<Multiplier> multipliers) {
    per = rate.per();
    BigDecimal least = rate.min() == null ? BigDecimal.ZERO : rate.min();
    BigDecimal most = rate.max() == null ? BigDecimal.ZERO : rate.max();
    int scale = Math.max(decimals(rate.value()), Math.max(decimals(least), decimals(most)));
    BigInteger bigCoefficient = unscaled(rate.value(), scale).multiply(numerator(per));
    BigInteger bigDivisor = BigInteger.TEN.pow(scale).multiply(denominator(per));
    // A bound in points is bound × 1000 thousandths, and times the divisor on the common
    // denominator.
    BigInteger bigMin = inThousandths(least, bigDivisor);
    BigInteger bigMax = inThousandths(most, bigDivisor);
    fits = isLong(bigCoefficient) && isLong(bigDivisor) && isLong(bigMin) && isLong(bigMax);
    coefficient = fits ? bigCoefficient.longValueExact() : 0;
    divisor = fits ? bigDivisor.longValueExact() : 1;
    min = fits ? bigMin.longValueExact() : 0;
    max = fits && rate.max() != null ? bigMax.longValueExact() : Long.MAX_VALUE;
    this.multipliers = multipliers.toArray(Multiplier[]::new);
    factors = new long[this.multipliers.length];
    factorDivisors = new long[this.multipliers.length];
    for (int i = 0; i < factors.length; i++) {
      BigDecimal factor = this.multipliers[i].factor();
      factors[i] = unscaled(factor, decimals(factor)).longValueExact();
      factorDivisors[i] = BigInteger.TEN.pow(decimals(factor)).longValueExact();
    }
  }

  /** Thousandths of a point, or {@link #TOO_LARGE}. */
  long thousandths(Activity activity) {
    long amount = amount(activity);
    if (!fits || amount < 0 || overflows(amount, coefficient)) {
      return TOO_LARGE;
    }
    long points = Math.min(Math.max(amount * coefficient, min), max);
    long over = divisor;
    LocalDate day = activity.localDate();
    for (int i = 0; i < multipliers.length; i++) {
      if (multipliers[i].coversDay(day)) {
        if (overflows(points, factors[i]) || overflows(over, factorDivisors[i])) {
          return TOO_LARGE;
        }
        points *= factors[i];
        over *= factorDivisors[i];
      }
    }
    return Math.min(halfUp(points, over), ExactReckoning.MOST_THOUSANDTHS);
  }

  private long amount(Activity activity) {
    return switch (per) {
      case KM -> activity.distance().micrometres();
      case METRE_CLIMBED -> activity.climbed().micrometres();
      case MINUTE -> wholeSeconds(activity.scoredTime());
      case ACTIVITY -> 1;
    };
  }

  private static long wholeSeconds(Duration time) {
    return time.getNano() == 0 ? time.getSeconds() : TOO_LARGE;
  }

  private static long halfUp(long points, long over) {
    long whole = points / over;
    long rest = points % over;
    return rest >= over - rest ? whole + 1 : whole;
  }

  private static boolean overflows(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0;
  }

  private static BigInteger numerator(Per per) {
    return switch (per) {
      case KM, METRE_CLIMBED -> BigInteger.ONE;
      case MINUTE -> BigInteger.valueOf(50); // 1000 / 60 = 50 / 3
      case ACTIVITY -> BigInteger.valueOf(1000);
    };
  }

  private static BigInteger denominator(Per per) {
    return switch (per) {
      case KM -> BigInteger.valueOf(1_000_000); // 10^9 µm a km / 1000 thousandths
      case METRE_CLIMBED -> BigInteger.valueOf(1000);
      case MINUTE -> BigInteger.valueOf(3);
      case ACTIVITY -> BigInteger.ONE;
    };
  }

  private static BigInteger inThousandths(BigDecimal points, BigInteger divisor) {
    return points.movePointRight(3).multiply(new BigDecimal(divisor)).toBigIntegerExact();
  }

  private static int decimals(BigDecimal value) {
    return Math.max(0, value.stripTrailingZeros().scale());
  }

  private static BigInteger unscaled(BigDecimal value, int scale) {
    return value.setScale(scale).unscaledValue();
  }

  private static boolean isLong(BigInteger value) {
    return value.bitLength() < Long.SIZE;
  }
}
