package io.stridelake.query.parameter;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.stridelake.rules.RuleSet;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * What day it is.
 *
 * @param zone where no rule set names one
 */
@ConfigurationProperties("query.calendar")
public record Today(@Bindable(defaultValue = "UTC") ZoneId zone) {

  /** The rule set's zone, else the installation's. */
  public ZoneId zone(RuleSet rules) {
    return Objects.requireNonNullElse(rules.zone(), zone);
  }

  /** Today there. */
  public LocalDate day(RuleSet rules) {
    return LocalDate.now(Clock.system(zone(rules)));
  }
}
