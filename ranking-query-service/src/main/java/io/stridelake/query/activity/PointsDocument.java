package io.stridelake.query.activity;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.calendar.Period;
import io.stridelake.calendar.PeriodKind;
import io.stridelake.query.amount.Amounts;
import io.stridelake.query.partition.ActivitiesAnswer.Day;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an athlete's counted activities added up to, period by period.
 *
 * @param by the kind of period
 * @param periods oldest first; those without a counted activity are left out
 */
@Serdeable
record PointsDocument(
    String athlete, int generation, String ruleSet, String by, List<Sum> periods) {

  /** One period's sums. */
  @Serdeable
  record Sum(
      String period,
      String from,
      String to,
      BigDecimal points,
      long activities,
      BigDecimal km,
      long minutes,
      long metresClimbed) {}

  /** Adds days up by the periods they lie in. */
  static List<Sum> sums(PeriodKind kind, List<Day> days) {
    SortedMap<Period, Day> byPeriod =
        new TreeMap<>((one, other) -> one.from().compareTo(other.from()));
    for (Day day : days) {
      byPeriod.merge(Period.of(kind, day.date()), day, PointsDocument::plus);
    }
    List<Sum> sums = new ArrayList<>();
    byPeriod.forEach((period, sum) -> sums.add(sum(period, sum)));
    return sums;
  }

  private static Day plus(Day one, Day other) {
    return new Day(
        one.date(),
        Math.addExact(one.points(), other.points()),
        one.activities() + other.activities(),
        Math.addExact(one.distance(), other.distance()),
        Math.addExact(one.seconds(), other.seconds()),
        Math.addExact(one.climbed(), other.climbed()));
  }

  private static Sum sum(Period period, Day day) {
    return new Sum(
        period.id(),
        period.from().toString(),
        period.to().toString(),
        Amounts.points(day.points()),
        day.activities(),
        Amounts.km(day.distance()),
        Amounts.minutes(day.seconds()),
        Amounts.metres(day.climbed()));
  }
}
