package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.row.Sums;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what numbered athletes did while a board is loaded. One array instead of objects: a day
 * more of an athlete makes no garbage, and nothing of it outlives the loading.
 */
final class Tallies {
  private static final int POINTS = 0;
  private static final int ACTIVITIES = 1;
  private static final int DISTANCE = 2;
  private static final int SECONDS = 3;
  private static final int CLIMBED = 4;
  private static final int ACTIVE_DAYS = 5;
  private static final int FIELDS = 6;

  private static final int ATHLETES_A_BLOCK = 1 << 12;

  /** Blocks of athletes, made when the first of them has something. */
  private final long[] @Nullable [] blocks;

  /** Nothing for so many athletes. */
  Tallies(int athletes) {
    blocks = new long[(athletes + ATHLETES_A_BLOCK - 1) / ATHLETES_A_BLOCK][];
  }

  /**
   * Adds a day of an athlete.
   *
   * @throws ArithmeticException if a sum is out of range
   */
  void add(int number, Tally day) {
    int block = number / ATHLETES_A_BLOCK;
    long[] values = blocks[block];
    if (values == null) {
      values = new long[ATHLETES_A_BLOCK * FIELDS];
      blocks[block] = values;
    }
    int at = number % ATHLETES_A_BLOCK * FIELDS;
    Sums sums = day.sums();
    values[at + POINTS] = Math.addExact(values[at + POINTS], sums.points());
    values[at + ACTIVITIES] += sums.activities();
    values[at + DISTANCE] = Math.addExact(values[at + DISTANCE], sums.distance());
    values[at + SECONDS] = Math.addExact(values[at + SECONDS], sums.seconds());
    values[at + CLIMBED] = Math.addExact(values[at + CLIMBED], sums.climbed());
    values[at + ACTIVE_DAYS] += day.activeDays();
  }

  /** What an athlete has, or null if it is nothing. */
  @Nullable Tally of(int number) {
    long[] values = blocks[number / ATHLETES_A_BLOCK];
    int at = number % ATHLETES_A_BLOCK * FIELDS;
    if (values == null || values[at + ACTIVITIES] == 0) {
      return null;
    }
    return new Tally(
        new Sums(
            values[at + POINTS],
            values[at + ACTIVITIES],
            values[at + DISTANCE],
            values[at + SECONDS],
            values[at + CLIMBED]),
        values[at + ACTIVE_DAYS]);
  }
}
