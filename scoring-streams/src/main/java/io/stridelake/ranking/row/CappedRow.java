package io.stridelake.ranking.row;

/**
 * A counted activity whose points a cap limits.
 *
 * @param epochDay its local date, in days since 1970-01-01
 * @param rule the rule that scored it
 * @param earned what it earned alone, in thousandths of a point
 * @param granted what the caps left of that
 */
public record CappedRow(long epochDay, String rule, long earned, long granted) {
  private static final long FORMAT = 1;

  /** The same with other points granted. */
  public CappedRow withGranted(long points) {
    return new CappedRow(epochDay, rule, earned, points);
  }

  /** The row's bytes. */
  public byte[] toBytes() {
    return new RowWriter()
        .number(FORMAT)
        .number(epochDay)
        .text(rule)
        .number(earned)
        .number(granted)
        .toBytes();
  }

  /** Reads {@link #toBytes()}. */
  public static CappedRow of(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    row.expectFormat(FORMAT, "capped activity");
    return new CappedRow(row.number(), row.text(), row.number(), row.number());
  }
}
