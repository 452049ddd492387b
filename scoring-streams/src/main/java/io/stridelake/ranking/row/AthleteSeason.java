package io.stridelake.ranking.row;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one athlete has in a season.
 *
 * @param athlete as the roster says, or null if it does not
 * @param days the sums of each day, without its activities
 * @param activities those that are in the sums
 */
public record AthleteSeason(
    @Nullable Athlete athlete,
    SortedMap<LocalDate, DayRow> days,
    List<CountedActivity> activities) {
  private static final long FORMAT = 1;
  private static final byte[] NOBODY = {};

  public AthleteSeason {
    days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    activities = List.copyOf(activities);
  }

  /** The row's bytes. */
  public byte[] toBytes() {
    RowWriter row =
        new RowWriter()
            .number(FORMAT)
            .bytes(athlete == null ? NOBODY : RosterRow.toBytes(athlete))
            .number(days.size());
    days.forEach((date, day) -> row.number(date.toEpochDay()).bytes(day.toBytes()));
    for (CountedActivity activity : activities) {
      row.text(activity.provider())
          .text(activity.externalId())
          .text(activity.kind())
          .number(activity.digest());
    }
    return row.toBytes();
  }

  /** Who the athlete of a row was, by its roster; null if that did not say. */
  public static @Nullable Athlete athleteOf(AthleteId id, byte[] bytes) {
    return athlete(id, start(bytes));
  }

  /** Reads {@link #toBytes()}. */
  public static AthleteSeason of(AthleteId id, byte[] bytes) {
    RowReader row = start(bytes);
    Athlete athlete = athlete(id, row);
    SortedMap<LocalDate, DayRow> days = new TreeMap<>();
    for (long left = row.number(); left > 0; left--) {
      days.put(LocalDate.ofEpochDay(row.number()), DayRow.sumsOf(row.bytes()));
    }
    List<CountedActivity> activities = new ArrayList<>();
    while (row.hasMore()) {
      activities.add(new CountedActivity(row.text(), row.text(), row.text(), row.number()));
    }
    return new AthleteSeason(athlete, days, activities);
  }

  private static @Nullable Athlete athlete(AthleteId id, RowReader row) {
    byte[] roster = row.bytes();
    return roster.length == 0 ? null : RosterRow.of(id, roster);
  }

  private static RowReader start(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    row.expectFormat(FORMAT, "locked season");
    return row;
  }
}
