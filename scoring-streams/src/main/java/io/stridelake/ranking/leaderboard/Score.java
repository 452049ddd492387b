package io.stridelake.ranking.leaderboard;

import io.stridelake.rules.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Turns a tally into the whole number by which a board orders its members. */
public final class Score {
  private Score() {}

  /**
   * The score by a metric: thousandths of a point, micrometres, seconds or a count.
   *
   * @throws IllegalArgumentException for streaks, which {@link Scores} tells from days
   */
  public static long of(Metric metric, Tally tally) {
    return switch (metric) {
      case POINTS -> tally.sums().points();
      case KM -> tally.sums().distance();
      case MINUTES -> tally.sums().seconds();
      case METRES_CLIMBED -> tally.sums().climbed();
      case ACTIVITIES -> tally.sums().activities();
      case ACTIVE_DAYS -> tally.activeDays();
      case LONGEST_STREAK -> throw new IllegalArgumentException("a tally has no streaks");
    };
  }

  /** The smallest score that reaches a threshold given in the metric's own unit. */
  public static long atLeast(Metric metric, BigDecimal threshold) {
    BigDecimal units =
        switch (metric) {
          case POINTS -> BigDecimal.valueOf(1_000);
          case KM -> BigDecimal.valueOf(1_000_000_000);
          case MINUTES -> BigDecimal.valueOf(60);
          case METRES_CLIMBED -> BigDecimal.valueOf(1_000_000);
          case ACTIVITIES, ACTIVE_DAYS, LONGEST_STREAK -> BigDecimal.ONE;
        };
    return threshold.multiply(units).setScale(0, RoundingMode.CEILING).longValueExact();
  }
}
