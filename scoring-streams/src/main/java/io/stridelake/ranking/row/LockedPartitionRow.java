package io.stridelake.ranking.row;

/**
 * The row that says that all of a partition's athletes of a locked season are there.
 *
 * @param athletes how many
 */
public record LockedPartitionRow(int athletes) {
  private static final long FORMAT = 1;

  /** The row's bytes. */
  public byte[] toBytes() {
    return new RowWriter().number(FORMAT).number(athletes).toBytes();
  }

  /** Reads {@link #toBytes()}. */
  public static LockedPartitionRow of(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    row.expectFormat(FORMAT, "locked partition");
    return new LockedPartitionRow(Math.toIntExact(row.number()));
  }
}
