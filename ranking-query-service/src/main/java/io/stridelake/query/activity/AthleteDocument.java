package io.stridelake.query.activity;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.query.partition.ActivitiesAnswer.Person;
import io.stridelake.query.partition.ActivitiesAnswer.Stay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An athlete as the roster has them.
 *
 * @param visibility {@code shown | hidden}
 * @param department the present one, or null
 * @param left the first day outside the company, or null
 * @param memberships oldest first; {@code until} is the first day after
 */
@Serdeable
record AthleteDocument(
    String id,
    String name,
    String visibility,
    @Nullable String department,
    @Nullable String left,
    List<Stay> memberships) {
  static AthleteDocument of(Person person) {
    return new AthleteDocument(
        person.id(),
        person.name(),
        person.shown() ? "shown" : "hidden",
        person.department(),
        person.left() == null ? null : person.left().toString(),
        person.memberships());
  }
}
