package io.stridelake.simulator.control;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.oauth.Authorisations;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The truth about an athlete.
 *
 * @param scopes what the athlete has granted; empty when the app is not authorised
 */
@Serdeable
public record AthleteTruth(
    String athlete,
    long stravaId,
    String name,
    @Nullable String department,
    boolean hidden,
    String zone,
    Set<String> scopes) {

  static AthleteTruth of(Athlete athlete, Authorisations authorisations) {
    return new AthleteTruth(
        athlete.athlete(),
        athlete.stravaId(),
        athlete.name(),
        athlete.department(),
        athlete.hidden(),
        athlete.zone().getId(),
        authorisations.scopesOf(athlete.stravaId()));
  }
}
