package io.stridelake.scoring;

import java.math.BigDecimal;

/**
 * Points, or a difference of points: a whole number of thousandths, so that sums are exact and
 * independent of their order.
 *
 * @param thousandths may be negative
 */
public record Points(long thousandths) implements Comparable<Points> {
  public static final Points ZERO = new Points(0);

  private static final int DECIMALS = 3;

  /**
   * The sum.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public Points plus(Points other) {
    return new Points(Math.addExact(thousandths, other.thousandths));
  }

  /**
   * The difference.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public Points minus(Points other) {
    return new Points(Math.subtractExact(thousandths, other.thousandths));
  }

  /** In points, exact, with as few decimals as it needs. */
  public BigDecimal value() {
    BigDecimal stripped = BigDecimal.valueOf(thousandths, DECIMALS).stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  @Override
  public int compareTo(Points other) {
    return Long.compare(thousandths, other.thousandths);
  }

  @Override
  public String toString() {
    return value().toPlainString();
  }
}
