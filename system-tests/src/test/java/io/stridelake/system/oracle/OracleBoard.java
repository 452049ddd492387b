package io.stridelake.system.oracle;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A board of {@code whole-path-rules.yaml}.
 *
 * @param of athletes, departments or sports
 * @param metric as the rule set names it
 * @param mean of departments: the sum divided by the team
 * @param overAll of departments: the team is all members, else those who were active
 * @param atLeast in the metric's unit, or null
 * @param kinds of period
 */
public record OracleBoard(
    String id,
    String of,
    String metric,
    boolean mean,
    boolean overAll,
    int minTeamSize,
    @Nullable String atLeast,
    Predicate<TrueActivity> where,
    Set<String> kinds) {
  private static final Set<String> EVERY = Set.of("day", "week", "month", "year", "all", "season");

  public static final List<OracleBoard> BOARDS =
      List.of(
          athletes("athletes", "points", null, OracleBoard::any, EVERY),
          new OracleBoard(
              "departments",
              "departments",
              "points",
              false,
              false,
              1,
              null,
              OracleBoard::any,
              EVERY),
          new OracleBoard(
              "teams", "departments", "points", true, true, 2, null, OracleBoard::any, EVERY),
          new OracleBoard(
              "team-km",
              "departments",
              "km",
              true,
              false,
              2,
              null,
              OracleBoard::any,
              Set.of("week", "month", "year", "all", "season")),
          new OracleBoard(
              "sports", "sports", "points", false, false, 1, null, OracleBoard::any, EVERY),
          athletes(
              "climbers",
              "metres_climbed",
              null,
              activity -> RuleSheet.CLIMBING.contains(activity.sport()),
              EVERY),
          athletes(
              "early-birds",
              "minutes",
              null,
              activity -> activity.hour() < 9 && !activity.trainer(),
              Set.of("week", "month", "year", "all")),
          athletes("sixty-km", "km", "60.5", OracleBoard::any, Set.of("month", "all")),
          athletes("busy", "activities", null, OracleBoard::any, Set.of("day", "month", "season")),
          athletes(
              "steady",
              "active_days",
              null,
              OracleBoard::any,
              Set.of("week", "month", "year", "all", "season")),
          athletes(
              "in-a-row",
              "longest_streak",
              "2",
              activity -> !activity.trainer(),
              Set.of("week", "month", "year", "all", "season")));

  private static boolean any(TrueActivity activity) {
    return true;
  }

  public boolean has(Stretch period) {
    return kinds.contains(period.kind());
  }

  private static OracleBoard athletes(
      String id,
      String metric,
      @Nullable String atLeast,
      Predicate<TrueActivity> where,
      Set<String> kinds) {
    return new OracleBoard(id, "athletes", metric, false, false, 1, atLeast, where, kinds);
  }
}
