package io.stridelake.ranking.row;

import io.stridelake.activity.Activity;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one activity adds to the rankings.
 *
 * @param day the local date it counts for
 * @param sport what was done
 * @param groups bit g is set if it belongs to the boards of where-group g
 * @param sums what it adds; points are those granted
 * @param rule the id of the rule that scored it, or null if none did
 * @param notCounted the code of the reason why it does not count, or null if it counts
 */
public record Contribution(
    LocalDate day,
    String sport,
    long groups,
    Sums sums,
    @Nullable String rule,
    @Nullable String notCounted) {

  /** What an activity adds when it is granted so many thousandths of a point. */
  public static Contribution of(
      Activity activity,
      long groups,
      long points,
      @Nullable String rule,
      @Nullable String notCounted) {
    return new Contribution(
        activity.localDate(),
        activity.sport().name(),
        groups,
        notCounted == null ? sums(activity, points) : Sums.NONE,
        rule,
        notCounted);
  }

  /** Whether it adds to any board. */
  public boolean counted() {
    return notCounted == null;
  }

  /** The same with other points granted. */
  public Contribution granted(long points) {
    return new Contribution(day, sport, groups, sums.withPoints(points), rule, notCounted);
  }

  /** The same, not counted. */
  public Contribution without(String reason) {
    return new Contribution(day, sport, 0, Sums.NONE, rule, reason);
  }

  private static Sums sums(Activity activity, long points) {
    return new Sums(
        points,
        1,
        activity.distance().micrometres(),
        activity.scoredTime().toSeconds(),
        activity.climbed().micrometres());
  }
}
