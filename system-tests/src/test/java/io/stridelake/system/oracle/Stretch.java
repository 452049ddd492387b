package io.stridelake.system.oracle;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * A period of a ranking.
 *
 * @param asked what the parameter {@code period} is
 * @param date what the parameter {@code date} is, or null to leave it out
 * @param kind as the answer must name it
 * @param id as the answer must name it
 * @param from first day, null for all time
 * @param to last day, null for all time
 */
public record Stretch(
    String asked,
    @Nullable LocalDate date,
    String kind,
    String id,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {
  public static final Stretch ALL = new Stretch("all", null, "all", "all", null, null);
  public static final Stretch SPRING = season("spring-2026", "2026-03-01", "2026-05-31");
  public static final Stretch TURN = season("turn-of-the-year", "2025-12-20", "2026-01-06");

  public static Stretch day(LocalDate date) {
    return new Stretch("day", date, "day", date.toString(), date, date);
  }

  public static Stretch week(LocalDate date) {
    LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    String id =
        "%04d-W%02d"
            .formatted(
                date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    return new Stretch("week", monday.plusDays(3), "week", id, monday, monday.plusDays(6));
  }

  public static Stretch month(LocalDate date) {
    LocalDate first = date.withDayOfMonth(1);
    String id = date.toString().substring(0, 7);
    return new Stretch("month", first, "month", id, first, first.plusMonths(1).minusDays(1));
  }

  public static Stretch year(LocalDate date) {
    LocalDate first = date.withDayOfYear(1);
    String id = date.toString().substring(0, 4);
    return new Stretch("year", first, "year", id, first, first.plusYears(1).minusDays(1));
  }

  private static Stretch season(String id, String from, String to) {
    return new Stretch(id, null, "season", id, LocalDate.parse(from), LocalDate.parse(to));
  }

  boolean contains(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  /** The parameters that ask for it. */
  public String query() {
    return "period=" + asked + (date == null ? "" : "&date=" + date);
  }
}
