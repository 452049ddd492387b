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
 */
@Serdeable
public record View(
    @Nullable String board,
    String from,
    String to,
    @Nullable String sport,
    @Nullable String department) {

  /** The view of a period. */
  public static View of(
      @Nullable String board, Period period, @Nullable String sport, @Nullable String department) {
    return new View(board, period.from().toString(), period.to().toString(), sport, department);
  }
}
