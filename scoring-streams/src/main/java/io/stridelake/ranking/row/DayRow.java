package io.stridelake.ranking.row;

import java.util.ArrayList;
import java.util.List;

/**
 * What an athlete did on one day: what the counted activities add up to, by sport and by the boards
 * that count them, and which activities there are, counted or not.
 *
 * @param newestRecord epoch milliseconds of the newest record that changed the parts; a day whose
 *     last activity goes keeps an empty row for it
 * @param parts in the order of sport, then groups; none without counted activities
 * @param activities in their order
 */
public record DayRow(long newestRecord, List<Part> parts, List<ActivityRef> activities) {
  /** A day on which nothing was done. */
  public static final DayRow EMPTY = new DayRow(0, List.of(), List.of());

  private static final long FORMAT = 2;

  /**
   * The sums of one sport that one set of boards counts.
   *
   * @param sport what was done
   * @param groups bit g is set if the boards of where-group g count it
   * @param sums what was done, added up
   */
  public record Part(String sport, long groups, Sums sums) {
    private int compareTo(String otherSport, long otherGroups) {
      int order = sport.compareTo(otherSport);
      return order == 0 ? Long.compareUnsigned(groups, otherGroups) : order;
    }
  }

  public DayRow {
    parts = List.copyOf(parts);
    activities = List.copyOf(activities);
  }

  /** This day with a counted contribution added. */
  public DayRow plus(Contribution contribution) {
    return changed(contribution, find(contribution).plus(contribution.sums()));
  }

  /**
   * This day without a contribution that it holds.
   *
   * @throws IllegalStateException if the day does not hold as many activities
   */
  public DayRow minus(Contribution contribution) {
    Sums left = find(contribution).minus(contribution.sums());
    if (left.activities() < 0) {
      throw new IllegalStateException(
          "day %s has no %s to take away (expected what was added before)"
              .formatted(contribution.day(), contribution.sport()));
    }
    return changed(contribution, left);
  }

  /** This day with other activities. */
  public DayRow withActivities(List<ActivityRef> others) {
    return new DayRow(newestRecord, parts, others);
  }

  /** This day, changed by a record of that time. */
  public DayRow changedAt(long recordTime) {
    return new DayRow(Math.max(newestRecord, recordTime), parts, activities);
  }

  /** The row's bytes: equal days give equal bytes. */
  public byte[] toBytes() {
    RowWriter row = new RowWriter().number(FORMAT).number(newestRecord).number(parts.size());
    for (Part part : parts) {
      row.text(part.sport).number(part.groups).sums(part.sums);
    }
    for (ActivityRef ref : activities) {
      row.number(ref.microOfDay()).text(ref.provider()).text(ref.externalId()).text(ref.kind());
    }
    return row.toBytes();
  }

  /** Reads {@link #toBytes()}. */
  public static DayRow of(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    DayRow sums = sums(row);
    List<ActivityRef> refs = new ArrayList<>(2);
    while (row.hasMore()) {
      refs.add(new ActivityRef(row.number(), row.text(), row.text(), row.text()));
    }
    return sums.withActivities(refs);
  }

  /** Reads {@link #toBytes()} without the activities, which no board needs. */
  public static DayRow sumsOf(byte[] bytes) {
    return sums(new RowReader(bytes));
  }

  private static DayRow sums(RowReader row) {
    row.expectFormat(FORMAT, "day");
    long newestRecord = row.number();
    int count = Math.toIntExact(row.number());
    List<Part> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(new Part(row.text(), row.number(), row.sums()));
    }
    return new DayRow(newestRecord, parts, List.of());
  }

  private Sums find(Contribution sought) {
    for (Part part : parts) {
      if (part.compareTo(sought.sport(), sought.groups()) == 0) {
        return part.sums;
      }
    }
    return Sums.NONE;
  }

  private DayRow changed(Contribution contribution, Sums sums) {
    List<Part> changed = new ArrayList<>(parts);
    changed.removeIf(part -> part.compareTo(contribution.sport(), contribution.groups()) == 0);
    if (sums.activities() > 0) {
      changed.add(new Part(contribution.sport(), contribution.groups(), sums));
      changed.sort((one, other) -> one.compareTo(other.sport, other.groups));
    }
    return new DayRow(newestRecord, changed, activities);
  }
}
