package io.stridelake.query.activity;

import io.micronaut.http.HttpRequest;
import io.stridelake.athlete.AthleteId;
import io.stridelake.calendar.Period;
import io.stridelake.calendar.PeriodKind;
import io.stridelake.query.cursor.StaleCursor;
import io.stridelake.query.parameter.Parameters;
import io.stridelake.query.partition.Behind;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.ruleset.Generation;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for out of a request. */
@Singleton
final class ActivityParameters {
  private static final int MAX_ROWS = 100;
  private static final int DEFAULT_ROWS = 50;
  private static final int MAX_TEXT = 200;
  private static final int MAX_CURSOR = 12_000;

  private final ActivityCursors cursors;

  ActivityParameters(ActivityCursors cursors) {
    this.cursors = cursors;
  }

  /** A page that is asked for. */
  record PageRequest(Activities.Filter filter, @Nullable Behind behind, int limit) {}

  /**
   * A page of the catalogue.
   *
   * @param generation that answers; a cursor of another one is stale
   * @param athlete whose activities only, or null to leave that to the parameter of this name
   */
  PageRequest page(HttpRequest<?> http, Generation generation, @Nullable String athlete) {
    Parameters parameters = new Parameters(http);
    String whose =
        athlete == null
            ? parameters.text(
                "athlete", AthleteId::isValid, "1 to 64 characters of A-Z a-z 0-9 . _ -")
            : athlete;
    Days days = days(parameters);
    Activities.Filter filter =
        new Activities.Filter(
            whose,
            parameters.text("sport", MAX_TEXT),
            parameters.text("provider", MAX_TEXT),
            days.from(),
            days.to());
    int limit = parameters.number("limit", 1, MAX_ROWS, DEFAULT_ROWS);
    String cursor = parameters.text("cursor", MAX_CURSOR);
    return new PageRequest(filter, behind(cursor, generation, filter), limit);
  }

  /** Days from a first to a last one. */
  record Days(LocalDate from, LocalDate to) {}

  /** {@code from} and {@code to}; without them all days. */
  static Days days(Parameters parameters) {
    LocalDate from = parameters.date("from");
    LocalDate to = parameters.date("to");
    Days days = new Days(from == null ? Period.FIRST_DAY : from, to == null ? Period.LAST_DAY : to);
    if (days.to().isBefore(days.from())) {
      throw ProblemException.parameter("to", "a day on or after 'from'");
    }
    return days;
  }

  /** {@code by}: the kind of period to add up by. */
  static PeriodKind by(Parameters parameters) {
    List<String> allowed =
        Arrays.stream(PeriodKind.values())
            .filter(kind -> kind != PeriodKind.ALL)
            .map(PeriodKind::id)
            .toList();
    String by = parameters.text("by", allowed::contains, String.join(" | ", allowed));
    return by == null ? PeriodKind.DAY : PeriodKind.ofId(by).orElseThrow();
  }

  /** An id that can be an athlete's; every other one is nobody's. */
  static String athlete(String id) {
    if (!AthleteId.isValid(id)) {
      throw ProblemException.of(ProblemType.NOT_FOUND, "there is no such athlete");
    }
    return id;
  }

  private @Nullable Behind behind(
      @Nullable String text, Generation generation, Activities.Filter filter) {
    if (text == null) {
      return null;
    }
    ActivityCursors.Cursor cursor =
        cursors
            .read(text)
            .filter(read -> read.filters().equals(filter.hash()))
            .orElseThrow(
                () ->
                    ProblemException.parameter(
                        "cursor", "'next' of an answer with the same filters"));
    if (!cursor.source().equals(generation.source())) {
      throw StaleCursor.problem();
    }
    return cursor.behind();
  }
}
