package io.stridelake.query.amount;

import java.math.BigInteger;

/**
 * An exact quotient.
 *
 * @param numerator of a sum in exact units
 * @param denominator what it is divided by, 1 or more
 */
public record Fraction(long numerator, long denominator) implements Comparable<Fraction> {
  public Fraction {
    if (denominator < 1) {
      throw new IllegalArgumentException("division by " + denominator + " (expected 1 or more)");
    }
  }

  /** Compares the values, so that 1/2 and 2/4 are equal in order, though not as records. */
  @Override
  public int compareTo(Fraction other) {
    return BigInteger.valueOf(numerator)
        .multiply(BigInteger.valueOf(other.denominator))
        .compareTo(BigInteger.valueOf(other.numerator).multiply(BigInteger.valueOf(denominator)));
  }
}
