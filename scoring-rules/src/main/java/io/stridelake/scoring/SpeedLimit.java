package io.stridelake.scoring;

import io.stridelake.activity.Length;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;

/**
 * The highest average speed that is believed, compared exactly: kilometres ÷ hours of scored time.
 * Without a time there is no speed, and nothing is exceeded.
 */
final class SpeedLimit {
  private static final BigInteger SECONDS_PER_HOUR = BigInteger.valueOf(3600);
  private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000_000L - 1;

  // km/h > limit  <=>  µm / 1e9 × 3600e9 / ns > limit  <=>  µm × 3600 × 10^scale > ns × unscaled
  private final BigInteger perMicrometre;
  private final BigInteger perNanosecond;
  private final long fastPerMicrometre;
  private final long fastPerNanosecond;

  SpeedLimit(BigDecimal kmh) {
    int scale = Math.max(0, kmh.scale());
    perMicrometre = SECONDS_PER_HOUR.multiply(BigInteger.TEN.pow(scale));
    perNanosecond = kmh.setScale(scale).unscaledValue();
    boolean fits = perMicrometre.bitLength() < Long.SIZE && perNanosecond.bitLength() < Long.SIZE;
    fastPerMicrometre = fits ? perMicrometre.longValueExact() : 0;
    fastPerNanosecond = fits ? perNanosecond.longValueExact() : 0;
  }

  boolean isExceededBy(Length distance, Duration time) {
    if (time.isZero()) {
      return false;
    }
    if (fastPerMicrometre == 0 || time.getSeconds() > MAX_SECONDS) {
      BigInteger nanos =
          BigInteger.valueOf(time.getSeconds())
              .multiply(BigInteger.valueOf(1_000_000_000))
              .add(BigInteger.valueOf(time.getNano()));
      return BigInteger.valueOf(distance.micrometres())
              .multiply(perMicrometre)
              .compareTo(nanos.multiply(perNanosecond))
          > 0;
    }
    return isGreater(distance.micrometres(), fastPerMicrometre, time.toNanos(), fastPerNanosecond);
  }

  /** Whether a × b > c × d, exactly, for non-negative numbers: products of 128 bits. */
  private static boolean isGreater(long a, long b, long c, long d) {
    long high = Math.multiplyHigh(a, b);
    long otherHigh = Math.multiplyHigh(c, d);
    return high == otherHigh ? Long.compareUnsigned(a * b, c * d) > 0 : high > otherHigh;
  }
}
