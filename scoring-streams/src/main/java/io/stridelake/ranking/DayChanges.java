package io.stridelake.ranking;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.ActivityRef;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RowKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What changes of an athlete's activities take from and add to the days. */
final class DayChanges {
  private final TreeMap<LocalDate, Day> days = new TreeMap<>();

  private DayChanges() {}

  private record Day(Side removed, Side added) {
    Day() {
      this(new Side(), new Side());
    }
  }

  private record Side(List<Contribution> counted, List<ActivityRef> activities) {
    Side() {
      this(new ArrayList<>(1), new ArrayList<>(1));
    }
  }

  static DayChanges of(List<Change> changes) {
    DayChanges days = new DayChanges();
    for (Change change : changes) {
      if (!change.isNone()) {
        days.add(change, change.knownBefore(), true);
        days.add(change, change.knownAfter(), false);
      }
    }
    return days;
  }

  private void add(Change change, ActivityRow.@Nullable Known row, boolean removed) {
    if (row != null) {
      Day day = days.computeIfAbsent(row.contribution().day(), _ -> new Day());
      Side side = removed ? day.removed : day.added;
      side.activities.add(ActivityRef.of(change.key(), row));
      if (row.contribution().counted()) {
        side.counted.add(row.contribution());
      }
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
          DayRow after = after(before, day, recordTime);
          if (!after.equals(before)) {
            puts.add(KeyValue.pair(row, after.toBytes()));
          }
        });
  }

  private static DayRow after(DayRow before, Day day, long recordTime) {
    DayRow after = before;
    for (Contribution removed : day.removed.counted) {
      after = after.minus(removed);
    }
    for (Contribution added : day.added.counted) {
      after = after.plus(added);
    }
    TreeSet<ActivityRef> activities = new TreeSet<>(before.activities());
    day.removed.activities.forEach(activities::remove);
    activities.addAll(day.added.activities);
    after = after.withActivities(List.copyOf(activities));
    return after.parts().equals(before.parts()) ? after : after.changedAt(recordTime);
  }
}
