package io.stridelake.rules;

import java.math.BigDecimal;

/**
 * When recordings by two providers are of the same workout.
 *
 * @param minOverlap the share of the shorter one's time that both must have in common, above 0 and
 *     at most 1
 */
public record Duplicates(BigDecimal minOverlap) {
  public static final Duplicates DEFAULT = new Duplicates(new BigDecimal("0.5"));

  public Duplicates {
    if (minOverlap.signum() <= 0 || minOverlap.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "overlap of " + minOverlap + " (expected more than 0, at most 1)");
    }
  }
}
