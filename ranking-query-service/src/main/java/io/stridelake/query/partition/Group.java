package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Sums of a department, a sport or the company, in exact units.
 *
 * @param id the department or sport; empty for the company
 * @param points thousandths of a point
 * @param distance micrometres
 * @param climbed micrometres
 * @param active athletes with at least one counted activity
 * @param members current members of a department, else 0
 */
@Serdeable
public record Group(
    String id,
    long points,
    long activities,
    long distance,
    long seconds,
    long climbed,
    long activeDays,
    long active,
    long members) {

  /** Both together. */
  public Group plus(Group other) {
    return new Group(
        id,
        Math.addExact(points, other.points),
        Math.addExact(activities, other.activities),
        Math.addExact(distance, other.distance),
        Math.addExact(seconds, other.seconds),
        Math.addExact(climbed, other.climbed),
        Math.addExact(activeDays, other.activeDays),
        Math.addExact(active, other.active),
        Math.addExact(members, other.members));
  }

  /** Nothing, under this id. */
  public static Group empty(String id) {
    return new Group(id, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
