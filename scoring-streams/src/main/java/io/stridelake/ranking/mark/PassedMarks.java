package io.stridelake.ranking.mark;

import io.stridelake.ranking.row.MarkRow;
import io.stridelake.ranking.row.RowKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The newest marks that a partition's rows have passed. They are rows themselves, so a restored
 * store, a standby and a new owner know them as well as the task that met the marks.
 *
 * @param lake offset of the mark in the lake, or -1 before the first
 * @param activities offset of the same mark in the catalogue, or -1
 * @param roster offset of the mark in the roster, or -1
 */
public record PassedMarks(long lake, long activities, long roster) {
  private static final MarkRow NONE = new MarkRow(-1, -1);

  /** What the rows say. */
  public static PassedMarks of(ReadOnlyKeyValueStore<Bytes, byte[]> rows) {
    MarkRow activities = row(rows.get(RowKeys.activitiesMark()));
    return new PassedMarks(
        activities.mark(), activities.input(), row(rows.get(RowKeys.rosterMark())).mark());
  }

  /** Whether everything before these marks is in the rows. */
  public boolean includes(long lakeMark, long rosterMark) {
    return lake >= lakeMark && roster >= rosterMark;
  }

  private static MarkRow row(byte @Nullable [] bytes) {
    return bytes == null ? NONE : MarkRow.of(bytes);
  }
}
