package io.stridelake.simulator.company;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A person of the synthetic company who has a Strava account.
 *
 * @param athlete the company's id, stable for a position: {@code a-0001}
 * @param stravaId the id at Strava
 * @param department null for the few that are in none
 * @param hidden whether the roster hides the athlete from rankings
 * @param home where tracks start
 * @param device what the athlete records with; null for one who types everything in
 */
public record Athlete(
    String athlete,
    long stravaId,
    String firstName,
    String lastName,
    @Nullable String department,
    boolean hidden,
    City home,
    @Nullable String device) {

  public Athlete {
    if (stravaId <= 0) {
      throw new IllegalArgumentException("stravaId must be positive: " + stravaId);
    }
  }

  public String name() {
    return firstName + " " + lastName;
  }

  public ZoneId zone() {
    return home.zone();
  }

  public String username() {
    return (firstName + "_" + lastName).toLowerCase(Locale.ROOT).replaceAll("[^a-z_]", "x");
  }
}
