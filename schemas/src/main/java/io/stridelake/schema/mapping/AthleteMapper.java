package io.stridelake.schema.mapping;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.AthleteVisibility;
import io.stridelake.schema.MembershipValue;
import java.util.List;
import java.util.Optional;

/** Athletes of the roster. */
public final class AthleteMapper {
  private AthleteMapper() {}

  /** The record that stands in the topic. */
  public static AthleteValue toAvro(Athlete athlete) {
    return AthleteValue.newBuilder()
        .setAthleteId(athlete.id().value())
        .setName(athlete.name())
        .setMemberships(athlete.memberships().stream().map(AthleteMapper::membership).toList())
        .setVisibility(
            switch (athlete.visibility()) {
              case SHOWN -> AthleteVisibility.SHOWN;
              case HIDDEN -> AthleteVisibility.HIDDEN;
            })
        .setJoined(athlete.joined())
        .setLeft(athlete.left())
        .setErased(false)
        .build();
  }

  /** The record of an athlete of whom nothing but the id may be kept. */
  public static AthleteValue erased(AthleteId athlete) {
    return AthleteValue.newBuilder()
        .setAthleteId(athlete.value())
        .setName("")
        .setMemberships(List.of())
        .setVisibility(AthleteVisibility.HIDDEN)
        .setJoined(null)
        .setLeft(null)
        .setErased(true)
        .build();
  }

  /**
   * The athlete that the record stands for, empty if erased.
   *
   * @throws IllegalArgumentException if no such athlete can be
   */
  public static Optional<Athlete> toDomain(AthleteValue value) {
    if (value.getErased()) {
      return Optional.empty();
    }
    return Optional.of(
        new Athlete(
            new AthleteId(value.getAthleteId()),
            value.getName(),
            value.getMemberships().stream().map(AthleteMapper::membership).toList(),
            switch (value.getVisibility()) {
              case SHOWN -> Visibility.SHOWN;
              case HIDDEN -> Visibility.HIDDEN;
            },
            value.getJoined(),
            value.getLeft()));
  }

  private static MembershipValue membership(Membership membership) {
    return new MembershipValue(membership.department(), membership.since(), membership.until());
  }

  private static Membership membership(MembershipValue value) {
    return new Membership(value.getDepartment(), value.getSince(), value.getUntil());
  }
}
