package io.stridelake.rules;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/**
 * The most points that an athlete is granted in a day or a week.
 *
 * @param id unique among the caps
 * @param scope how long one allowance lasts
 * @param max points, 0 or more, with at most 3 decimals
 * @param rules ids of the rules whose points it limits; empty means all
 */
public record Cap(String id, Scope scope, BigDecimal max, Set<String> rules) {
  /** How long one allowance lasts, by the activities' local dates. */
  public enum Scope {
    /** A local date. */
    DAY,
    /** An ISO week, from Monday. */
    WEEK;

    /** The word in documents. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Cap {
    rules = Set.copyOf(rules);
  }

  /** Whether it limits points of the rule. */
  public boolean coversRule(String rule) {
    return rules.isEmpty() || rules.contains(rule);
  }
}
