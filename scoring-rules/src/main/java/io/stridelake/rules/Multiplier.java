package io.stridelake.rules;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies the points of activities on some days.
 *
 * @param id unique among the multipliers
 * @param factor 0 or more
 * @param from the first local date, or null for since ever
 * @param to the last local date, inclusive, or null for ever
 * @param weekdays of the local date; empty means all
 * @param rules ids of the rules whose points are multiplied; empty means all
 */
public record Multiplier(
    String id,
    BigDecimal factor,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    Set<DayOfWeek> weekdays,
    Set<String> rules) {
  public Multiplier {
    weekdays = Set.copyOf(weekdays);
    rules = Set.copyOf(rules);
  }

  /** Whether it applies to points of the rule. */
  public boolean coversRule(String rule) {
    return rules.isEmpty() || rules.contains(rule);
  }

  /** Whether it applies on the day. */
  public boolean coversDay(LocalDate day) {
    return (from == null || !day.isBefore(from))
        && (to == null || !day.isAfter(to))
        && (weekdays.isEmpty() || weekdays.contains(day.getDayOfWeek()));
  }
}
