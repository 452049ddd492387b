package io.stridelake.query.cursor;

import io.stridelake.query.answer.AnswerSource;
import io.stridelake.query.merge.Spot;
import io.stridelake.query.partition.Snapshots;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A place in one snapshot of a board from which to go on.
 *
 * @param source whose board it is
 * @param filters hash over board, kind of period, sport, department and search
 * @param today the day that stood for a date that was not given, or null when one was given
 * @param from the period's first day
 * @param direction to which side of the spot to go on
 * @param spot the row next to which the page lies; not on it
 * @param snapshots what to read
 */
public record Cursor(
    AnswerSource source,
    String filters,
    @Nullable LocalDate today,
    LocalDate from,
    Direction direction,
    Spot spot,
    Snapshots snapshots) {

  /** To which side a page lies. */
  public enum Direction {
    AFTER,
    BEFORE
  }
}
