package io.stridelake.ranking;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RowKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What changes of an athlete's contributions take from and add to the day sums. */
final class DayChanges {
  private final TreeMap<LocalDate, Day> days = new TreeMap<>();

  private DayChanges() {}

  private record Day(List<Contribution> removed, List<Contribution> added) {}

  static DayChanges of(List<Change> changes) {
    DayChanges days = new DayChanges();
    for (Change change : changes) {
      if (!change.isNone()) {
        days.add(change.before(), true);
        days.add(change.after(), false);
      }
    }
    return days;
  }

  private void add(@Nullable Contribution contribution, boolean removed) {
    if (contribution != null && contribution.counted()) {
      Day day =
          days.computeIfAbsent(
              contribution.day(), _ -> new Day(new ArrayList<>(1), new ArrayList<>(1)));
      (removed ? day.removed : day.added).add(contribution);
    }
  }

  /** Adds the rows of the days that come out different. */
  void apply(
      KeyValueStore<Bytes, byte[]> rows,
      AthleteId athlete,
      long recordTime,
      List<KeyValue<Bytes, byte[]>> puts) {
    days.forEach(
        (date, day) -> {
          Bytes row = RowKeys.day(date, athlete);
          byte[] bytes = rows.get(row);
          DayRow before = bytes == null ? DayRow.EMPTY : DayRow.of(bytes);
          DayRow after = before;
          for (Contribution removed : day.removed) {
            after = after.minus(removed, recordTime);
          }
          for (Contribution added : day.added) {
            after = after.plus(added, recordTime);
          }
          if (!after.parts().equals(before.parts())) {
            puts.add(KeyValue.pair(row, after.toBytes()));
          }
        });
  }
}
