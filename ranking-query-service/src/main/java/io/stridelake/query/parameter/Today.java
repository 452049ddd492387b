package io.stridelake.query.parameter;

import io.stridelake.rules.RuleSet;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/** What day it is. */
public final class Today {
  private final ZoneId zone;
  private final InstantSource clock;

  /**
   * Reads a clock.
   *
   * @param zone where no rule set names one
   */
  Today(ZoneId zone, InstantSource clock) {
    this.zone = zone;
    this.clock = clock;
  }

  /** The rule set's zone, else the installation's. */
  public ZoneId zone(RuleSet rules) {
    return Objects.requireNonNullElse(rules.zone(), zone);
  }

  /** Today there. */
  public LocalDate day(RuleSet rules) {
    return LocalDate.ofInstant(clock.instant(), zone(rules));
  }
}
