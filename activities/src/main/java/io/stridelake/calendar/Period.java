package io.stridelake.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;

/**
 * A stretch of whole days that a ranking is made for.
 *
 * @param kind {@code day | week | month | year | all | season}
 * @param id {@code 2026-11-22 | 2026-W47 | 2026-11 | 2026 | all} or the season's id
 * @param from the first day; {@link #FIRST_DAY} for all time
 * @param to the last day, inclusive; {@link #LAST_DAY} for all time
 */
public record Period(String kind, String id, LocalDate from, LocalDate to) {
  /** No day before this one counts for anything. */
  public static final LocalDate FIRST_DAY = LocalDate.of(0, 1, 1);

  /** No day after this one counts for anything. */
  public static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  /** All days. */
  public static final Period ALL_TIME = new Period("all", "all", FIRST_DAY, LAST_DAY);

  public Period {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "period " + id + " from " + from + " to " + to + " (expected from on or before to)");
    }
  }

  /** The period of a kind that holds the day; weeks are ISO weeks. */
  public static Period of(PeriodKind kind, LocalDate day) {
    return switch (kind) {
      case DAY -> new Period("day", day.toString(), day, day);
      case WEEK -> week(day);
      case MONTH -> {
        YearMonth month = YearMonth.from(day);
        yield new Period("month", month.toString(), month.atDay(1), month.atEndOfMonth());
      }
      case YEAR ->
          new Period(
              "year",
              "%04d".formatted(day.getYear()),
              LocalDate.of(day.getYear(), 1, 1),
              LocalDate.of(day.getYear(), 12, 31));
      case ALL -> ALL_TIME;
    };
  }

  /** A named stretch of days that a rule set declares. */
  public static Period season(String id, LocalDate from, LocalDate to) {
    return new Period("season", id, from, to);
  }

  /** Whether the day lies in it. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** Whether it is the period of all time, which has no dates. */
  public boolean isAllTime() {
    return kind.equals("all");
  }

  private static Period week(LocalDate day) {
    LocalDate monday = day.with(WeekFields.ISO.dayOfWeek(), 1);
    String id =
        "%04d-W%02d"
            .formatted(
                day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    return new Period("week", id, monday, monday.plusDays(6));
  }
}
