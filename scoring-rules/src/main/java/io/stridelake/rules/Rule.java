package io.stridelake.rules;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How activities of some sports earn points.
 *
 * @param id unique among the rules
 * @param sports names of sports; empty means any
 * @param when a condition in CEL, or null for always
 * @param rate what is paid
 * @param maxAverageSpeedKmh above it an activity is implausible and earns nothing, or null for no
 *     limit
 */
public record Rule(
    String id,
    Set<String> sports,
    @Nullable String when,
    Rate rate,
    @Nullable BigDecimal maxAverageSpeedKmh) {
  public Rule {
    sports = Set.copyOf(sports);
  }

  /** Whether activities of the sport come under this rule, its condition aside. */
  public boolean coversSport(String sport) {
    return sports.isEmpty() || sports.contains(sport);
  }
}
