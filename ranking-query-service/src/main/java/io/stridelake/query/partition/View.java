package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.calendar.Period;
import org.jspecify.annotations.Nullable;

/**
 * What of the rankings is looked at.
 *
 * @param board whose activities and metric, or null for all counted activities
 * @param from first day, ISO
 * @param to last day, ISO, inclusive
 * @param sport only this one, or null for all
 * @param department only this one, or null for all
 * @param lock the locked season that it is, or null for what goes on changing
 */
@Serdeable
public record View(
    @Nullable String board,
    String from,
    String to,
    @Nullable String sport,
    @Nullable String department,
    @Nullable Lock lock) {

  /**
   * A locked season.
   *
   * @param season its id
   * @param lock names the standings
   */
  @Serdeable
  public record Lock(String season, String lock) {}

  /** The view of a period. */
  public static View of(
      @Nullable String board,
      Period period,
      @Nullable String sport,
      @Nullable String department,
      @Nullable Lock lock) {
    return new View(
        board, period.from().toString(), period.to().toString(), sport, department, lock);
  }
}
