package io.stridelake.rules;

import io.stridelake.calendar.PeriodKind;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared ranking.
 *
 * @param id unique among the boards
 * @param of what is ranked
 * @param metric what orders it, descending
 * @param value how a department's athletes make one number; SUM for other subjects
 * @param over which athletes of a department count; ACTIVE for other subjects
 * @param minTeamSize departments with fewer athletes are not on the board; 1 or more
 * @param where only activities that meet this CEL condition count, or null for all
 * @param group the index of the distinct {@code where} among the boards: boards with the same text
 *     share it; 0 means no condition; at most {@link #MAX_GROUP}
 * @param atLeast who has less of the metric is not on the board, or null for no threshold
 * @param periods the kinds of period for which it is made
 * @param seasons whether it is made for every season too
 */
public record Board(
    String id,
    BoardSubject of,
    Metric metric,
    TeamValue value,
    TeamScope over,
    int minTeamSize,
    @Nullable String where,
    int group,
    @Nullable BigDecimal atLeast,
    List<PeriodKind> periods,
    boolean seasons) {
  /** The highest group: groups are the bits of one long. */
  public static final int MAX_GROUP = 63;

  public Board {
    if (group < 0 || group > MAX_GROUP) {
      throw new IllegalArgumentException(
          "board " + id + " in group " + group + " (expected 0 to " + MAX_GROUP + ")");
    }
    if (metric == Metric.LONGEST_STREAK && of != BoardSubject.ATHLETES) {
      throw new IllegalArgumentException(
          "board " + id + " of " + of.id() + " by streaks (expected a board of athletes)");
    }
    periods = List.copyOf(periods);
  }
}
