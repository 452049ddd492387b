package io.stridelake.ranking.row;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps an {@link Athlete} as a row. */
public final class RosterRow {
  private static final long FORMAT = 1;

  private RosterRow() {}

  /** The row's bytes. */
  public static byte[] toBytes(Athlete athlete) {
    RowWriter row =
        new RowWriter()
            .number(FORMAT)
            .text(athlete.name())
            .number(athlete.visibility() == Visibility.SHOWN ? 0 : 1)
            .optional(epochDay(athlete.joined()))
            .optional(epochDay(athlete.left()));
    for (Membership membership : athlete.memberships()) {
      row.text(membership.department())
          .optional(epochDay(membership.since()))
          .optional(epochDay(membership.until()));
    }
    return row.toBytes();
  }

  /** Reads {@link #toBytes(Athlete)}. */
  public static Athlete of(AthleteId id, byte[] bytes) {
    return of(id, bytes, new HashMap<>());
  }

  /**
   * Reads {@link #toBytes(Athlete)} of one of many athletes, who share their memberships.
   *
   * @param known memberships by their bytes; those that are not among them are added
   */
  public static Athlete of(AthleteId id, byte[] bytes, Map<ByteBuffer, List<Membership>> known) {
    RowReader row = new RowReader(bytes);
    row.expectFormat(FORMAT, "roster");
    String name = row.text();
    Visibility visibility = row.number() == 0 ? Visibility.SHOWN : Visibility.HIDDEN;
    LocalDate joined = day(row.optional());
    LocalDate left = day(row.optional());
    ByteBuffer rest = row.rest();
    List<Membership> memberships = known.get(rest);
    if (memberships == null) {
      memberships = memberships(row);
      known.put(rest, memberships);
    }
    return new Athlete(id, name, memberships, visibility, joined, left);
  }

  private static List<Membership> memberships(RowReader row) {
    List<Membership> memberships = new ArrayList<>(1);
    while (row.hasMore()) {
      memberships.add(new Membership(row.text(), day(row.optional()), day(row.optional())));
    }
    return List.copyOf(memberships);
  }

  private static @Nullable Long epochDay(@Nullable LocalDate day) {
    return day == null ? null : day.toEpochDay();
  }

  private static @Nullable LocalDate day(@Nullable Long epochDay) {
    return epochDay == null ? null : LocalDate.ofEpochDay(epochDay);
  }
}
