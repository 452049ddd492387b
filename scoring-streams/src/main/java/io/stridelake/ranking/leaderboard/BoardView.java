package io.stridelake.ranking.leaderboard;

import io.stridelake.rules.Metric;
import org.jspecify.annotations.Nullable;

/**
 * One look at a board: the activities it counts and what it ranks.
 *
 * @param fromDay the first day, in days since 1970-01-01
 * @param toDay the last day, inclusive
 * @param sport only activities of this sport, or null for all
 * @param department only activities that count for this department, or null for all
 * @param group the board's where-group; 0 counts all
 * @param takeAlong whether an athlete's activities all belong to the current department
 * @param subject what is ranked
 * @param locked the locked season that it is, or null for what goes on changing
 */
public record BoardView(
    long fromDay,
    long toDay,
    @Nullable String sport,
    @Nullable String department,
    int group,
    boolean takeAlong,
    Subject subject,
    @Nullable LockedSeason locked) {

  /** A look at what goes on changing. */
  public BoardView(
      long fromDay,
      long toDay,
      @Nullable String sport,
      @Nullable String department,
      int group,
      boolean takeAlong,
      Subject subject) {
    this(fromDay, toDay, sport, department, group, takeAlong, subject, null);
  }

  /**
   * A season that stays as it was.
   *
   * @param season its id
   * @param lock the lock that holds
   */
  public record LockedSeason(String season, String lock) {}

  /** What a board ranks. */
  public sealed interface Subject {}

  /**
   * The athletes that rankings show, by one metric.
   *
   * @param metric decides the order
   * @param atLeast the smallest score that is on the board
   */
  public record Members(Metric metric, long atLeast) implements Subject {}

  /**
   * Sums over athletes, by everything they are summed by: answers by company, department and sport
   * that name the same version fit together.
   *
   * @param hidden whether athletes that rankings do not show by name are in the sums
   */
  public record Groups(boolean hidden) implements Subject {}

  /** What athletes' activities are summed by. */
  public enum GroupBy {
    COMPANY,
    DEPARTMENTS,
    SPORTS
  }

  boolean covers(long epochDay) {
    return fromDay <= epochDay && epochDay <= toDay;
  }
}
