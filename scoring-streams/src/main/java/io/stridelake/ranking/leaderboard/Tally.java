package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.row.Sums;

/**
 * What a member of a board has in its period.
 *
 * @param sums of the counted activities
 * @param activeDays days with at least one of them
 */
public record Tally(Sums sums, long activeDays) {
  /** Nothing yet. */
  static final Tally NONE = new Tally(Sums.NONE, 0);

  Tally plus(Tally other) {
    return new Tally(sums.plus(other.sums), activeDays + other.activeDays);
  }

  Tally minus(Tally other) {
    return new Tally(sums.minus(other.sums), activeDays - other.activeDays);
  }

  boolean isEmpty() {
    return sums.activities() == 0;
  }
}
