package io.stridelake.ranking.row;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one activity adds to the rankings.
 *
 * @param day the local date it counts for
 * @param sport what was done
 * @param groups bit g is set if it belongs to the boards of where-group g
 * @param sums what it adds; points are those granted
 * @param rule the id of the rule that scored it, or null if none did
 * @param notCounted the code of the reason why it does not count, or null if it counts
 */
public record Contribution(
    LocalDate day,
    String sport,
    long groups,
    Sums sums,
    @Nullable String rule,
    @Nullable String notCounted) {
  private static final long FORMAT = 1;

  /** Whether it adds to any board. */
  public boolean counted() {
    return notCounted == null;
  }

  /** The same with other points granted. */
  public Contribution granted(long points) {
    return new Contribution(day, sport, groups, sums.withPoints(points), rule, notCounted);
  }

  /** The row's bytes. */
  public byte[] toBytes() {
    return new RowWriter()
        .number(FORMAT)
        .number(day.toEpochDay())
        .text(sport)
        .number(groups)
        .sums(sums)
        .text(rule == null ? "" : rule)
        .text(notCounted == null ? "" : notCounted)
        .toBytes();
  }

  /** Reads {@link #toBytes()}. */
  public static Contribution of(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    row.expectFormat(FORMAT, "contribution");
    return new Contribution(
        LocalDate.ofEpochDay(row.number()),
        row.text(),
        row.number(),
        row.sums(),
        emptyToNull(row.text()),
        emptyToNull(row.text()));
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
