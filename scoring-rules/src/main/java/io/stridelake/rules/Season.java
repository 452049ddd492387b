package io.stridelake.rules;

import io.stridelake.calendar.Period;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A named stretch of days with rankings of its own.
 *
 * @param id unique, and no kind of period
 * @param from the first day
 * @param to the last day, inclusive
 * @param grace how long after the last day late activities are still expected, or null for none
 */
public record Season(String id, LocalDate from, LocalDate to, java.time.@Nullable Period grace) {
  public Season {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "season " + id + " from " + from + " to " + to + " (expected from on or before to)");
    }
  }

  /** Its days as the period that rankings are made for. */
  public Period period() {
    return Period.season(id, from, to);
  }
}
