package io.stridelake.ranking.row;

/**
 * The newest mark of one input that is applied to the rows: whatever came before it is in them.
 *
 * @param mark its offset in the lake, or in the roster
 * @param input its offset in the topic that the rankings read: the catalogue, or the roster
 */
public record MarkRow(long mark, long input) {
  private static final long FORMAT = 1;

  /** The row's bytes. */
  public byte[] toBytes() {
    return new RowWriter().number(FORMAT).number(mark).number(input).toBytes();
  }

  /** Reads {@link #toBytes()}. */
  public static MarkRow of(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    row.expectFormat(FORMAT, "mark");
    return new MarkRow(row.number(), row.number());
  }
}
