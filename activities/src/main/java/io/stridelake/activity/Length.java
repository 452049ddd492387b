package io.stridelake.activity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A length or height, exact to the micrometre, so that sums never depend on their order.
 *
 * @param micrometres millionths of a metre, not negative
 */
public record Length(long micrometres) {
  /** No length at all. */
  public static final Length ZERO = new Length(0);

  /** The most that one activity may claim: ten times around the earth. */
  public static final Length MAX = ofMetres(new BigDecimal("400750000"));

  private static final int DECIMALS = 6;
  private static final int MAX_DIGITS = 12;

  public Length {
    if (micrometres < 0) {
      throw new IllegalArgumentException("length " + micrometres + " µm (expected 0 or more)");
    }
  }

  /**
   * Takes metres as a provider sent them; what is finer than a micrometre is rounded half up.
   *
   * @throws IllegalArgumentException if negative or beyond what 64 bits hold
   */
  public static Length ofMetres(BigDecimal metres) {
    if (metres.signum() == 0) {
      return ZERO; // Whatever its exponent.
    }
    long digits = (long) metres.precision() - metres.scale();
    if (digits > MAX_DIGITS) {
      throw new IllegalArgumentException("length of " + metres + " m (expected less than 10^12)");
    }
    if (digits < -DECIMALS) {
      return ZERO; // Also spares rounding a number with a million decimals.
    }
    return new Length(
        metres.setScale(DECIMALS, RoundingMode.HALF_UP).unscaledValue().longValueExact());
  }

  /** The exact length in metres. */
  public BigDecimal metres() {
    return BigDecimal.valueOf(micrometres, DECIMALS);
  }

  /** The exact length in kilometres. */
  public BigDecimal kilometres() {
    return BigDecimal.valueOf(micrometres, DECIMALS + 3);
  }
}
