package io.stridelake.athlete;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One person of the roster.
 *
 * @param id stable for ever
 * @param name as rankings show it
 * @param memberships departments by date, oldest first; they do not overlap
 * @param visibility whether rankings show the athlete by name
 * @param joined the day the athlete was first named, or null if unknown
 * @param left the first day on which the athlete is no longer in the company, or null
 */
public record Athlete(
    AthleteId id,
    String name,
    List<Membership> memberships,
    Visibility visibility,
    @Nullable LocalDate joined,
    @Nullable LocalDate left) {
  public Athlete {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name of athlete " + id + " is blank");
    }
    memberships = List.copyOf(memberships);
  }

  /** The department to which the athlete belonged on the day. */
  public Optional<String> departmentOn(LocalDate day) {
    return memberships.stream()
        .filter(membership -> membership.covers(day))
        .map(Membership::department)
        .findFirst();
  }

  /** The department of the last membership, if it still lasts. */
  public Optional<String> currentDepartment() {
    return memberships.isEmpty()
        ? Optional.empty()
        : Optional.of(memberships.getLast())
            .filter(last -> last.until() == null)
            .map(Membership::department);
  }
}
