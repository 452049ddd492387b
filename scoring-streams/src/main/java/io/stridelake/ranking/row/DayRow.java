package io.stridelake.ranking.row;

import java.util.ArrayList;
import java.util.List;

/**
 * What an athlete's counted activities of one day add up to, by sport and by the boards that count
 * them.
 *
 * @param newestRecord epoch milliseconds of the newest record that changed it; a day whose last
 *     activity goes keeps an empty row for it
 * @param parts in the order of sport, then groups; none without activities
 */
public record DayRow(long newestRecord, List<Part> parts) {
  /** A day on which nothing was done. */
  public static final DayRow EMPTY = new DayRow(0, List.of());

  private static final long FORMAT = 1;

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
  }

  /** This day with a counted contribution added. */
  public DayRow plus(Contribution contribution, long recordTime) {
    return changed(contribution, recordTime, find(contribution).plus(contribution.sums()));
  }

  /**
   * This day without a contribution that it holds.
   *
   * @throws IllegalStateException if the day does not hold as many activities
   */
  public DayRow minus(Contribution contribution, long recordTime) {
    Sums left = find(contribution).minus(contribution.sums());
    if (left.activities() < 0) {
      throw new IllegalStateException(
          "day %s has no %s to take away (expected what was added before)"
              .formatted(contribution.day(), contribution.sport()));
    }
    return changed(contribution, recordTime, left);
  }

  /** The row's bytes: equal days give equal bytes. */
  public byte[] toBytes() {
    RowWriter row = new RowWriter().number(FORMAT).number(newestRecord);
    for (Part part : parts) {
      row.text(part.sport).number(part.groups).sums(part.sums);
    }
    return row.toBytes();
  }

  /** Reads {@link #toBytes()}. */
  public static DayRow of(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    row.expectFormat(FORMAT, "day");
    long newestRecord = row.number();
    List<Part> parts = new ArrayList<>(2);
    while (row.hasMore()) {
      parts.add(new Part(row.text(), row.number(), row.sums()));
    }
    return new DayRow(newestRecord, parts);
  }

  private Sums find(Contribution sought) {
    for (Part part : parts) {
      if (part.compareTo(sought.sport(), sought.groups()) == 0) {
        return part.sums;
      }
    }
    return Sums.NONE;
  }

  private DayRow changed(Contribution contribution, long recordTime, Sums sums) {
    List<Part> changed = new ArrayList<>(parts);
    changed.removeIf(part -> part.compareTo(contribution.sport(), contribution.groups()) == 0);
    if (sums.activities() > 0) {
      changed.add(new Part(contribution.sport(), contribution.groups(), sums));
      changed.sort((one, other) -> one.compareTo(other.sport, other.groups));
    }
    return new DayRow(Math.max(newestRecord, recordTime), changed);
  }
}
