package io.stridelake.activity.reading;

import io.stridelake.activity.Length;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A number of a payload, exactly as it stands there. Nearly all have few digits: those are reckoned
 * with as a whole number of millionths, which is several times as fast as a {@link BigDecimal}.
 *
 * @param millionths the number, of no meaning if {@code exact} is there
 * @param exact the number if it has an exponent or many digits
 */
record Decimal(long millionths, @Nullable BigDecimal exact) {
  static final Decimal ZERO = new Decimal(0, null);

  private static final int MAX_SCALE = 1000;
  private static final int MAX_LENGTH = 12;
  private static final int MAX_DECIMALS = 6;
  private static final long[] MILLIONTHS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  /** A double holds any whole number up to this. */
  private static final long MAX_IN_DOUBLE = 1L << 53;

  /**
   * Reads a number.
   *
   * @param text a number of JSON
   * @return null if its exponent is so large that reckoning with it would take forever
   */
  static @Nullable Decimal of(String text) {
    long digits = 0;
    int decimals = 0;
    boolean isNegative = text.startsWith("-");
    boolean isFraction = false;
    for (int at = isNegative ? 1 : 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '.') {
        isFraction = true;
      } else if (next < '0' || next > '9' || at >= MAX_LENGTH || decimals == MAX_DECIMALS) {
        return exact(text);
      } else {
        digits = 10 * digits + (next - '0');
        decimals += isFraction ? 1 : 0;
      }
    }
    long millionths = digits * MILLIONTHS[decimals];
    return millionths > MAX_IN_DOUBLE
        ? exact(text)
        : new Decimal(isNegative ? -millionths : millionths, null);
  }

  private static @Nullable Decimal exact(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > MAX_SCALE ? null : new Decimal(0, number);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  boolean isZero() {
    return exact == null ? millionths == 0 : exact.signum() == 0;
  }

  /** As a double, which is the one next to it. */
  double toDouble() {
    // Both are exact, so the quotient is rounded once, as it should be.
    return exact == null ? (double) millionths / MILLIONTHS[0] : exact.doubleValue();
  }

  /** Without decimals, half up. */
  int rounded() {
    if (exact != null) {
      return exact.setScale(0, RoundingMode.HALF_UP).intValueExact();
    }
    long half = MILLIONTHS[0] / 2;
    return Math.toIntExact((millionths + (millionths < 0 ? -half : half)) / MILLIONTHS[0]);
  }

  /** As a length of so many metres. */
  Length metres() {
    return exact == null ? new Length(millionths) : Length.ofMetres(exact);
  }

  /** As a time of so many seconds; what is finer than a nanosecond is rounded half up. */
  Duration seconds() {
    if (exact != null) {
      return Duration.ofNanos(
          exact.movePointRight(9).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
    return Duration.ofNanos(Math.multiplyExact(millionths, 1_000));
  }

  /** The bounds of a number, both allowed. */
  record Range(BigDecimal least, BigDecimal most, long leastMillionths, long mostMillionths) {
    Range(BigDecimal least, BigDecimal most) {
      this(least, most, millionths(least), millionths(most));
    }

    /** From zero to a number of six decimals at most. */
    static Range upTo(BigDecimal most) {
      return new Range(BigDecimal.ZERO, most);
    }

    boolean holds(Decimal number) {
      BigDecimal exact = number.exact;
      return exact == null
          ? number.millionths >= leastMillionths && number.millionths <= mostMillionths
          : exact.compareTo(least) >= 0 && exact.compareTo(most) <= 0;
    }

    @Override
    public String toString() {
      return "from " + least.toPlainString() + " to " + most.toPlainString();
    }

    private static long millionths(BigDecimal bound) {
      return bound.movePointRight(MAX_DECIMALS).longValueExact();
    }
  }
}
