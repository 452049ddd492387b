package io.stridelake.ranking;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.CappedRow;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.rules.Cap;
import io.stridelake.scoring.Allowances;
import io.stridelake.scoring.Points;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Grants what the caps allow. A capped activity has a row of its own, whose key puts an athlete's
 * activities in the order of granting. A change takes its old row out, puts its new one in and
 * grants the ISO weeks of both anew; nothing outside them can change.
 */
final class CapGrants {
  private final List<Cap> caps;

  CapGrants(List<Cap> caps) {
    this.caps = List.copyOf(caps);
  }

  /**
   * What changes of one athlete's activities come to, with what is granted.
   *
   * @param rows the store
   * @param changes each with what its activity earns alone
   * @param puts takes the rows to be written
   * @return these changes, and those of others that are granted more or less
   */
  List<Change> grant(
      KeyValueStore<Bytes, byte[]> rows,
      AthleteId athlete,
      List<Change> changes,
      List<KeyValue<Bytes, byte[]>> puts) {
    Map<Bytes, byte[]> written = new HashMap<>();
    TreeSet<LocalDate> weeks = new TreeSet<>();
    for (Change change : changes) {
      read(rows, athlete, capped(change.knownBefore()), weeks, written);
      read(rows, athlete, capped(change.knownAfter()), weeks, written);
    }
    if (weeks.isEmpty()) {
      return changes;
    }
    TreeMap<Bytes, CappedRow> capped = new TreeMap<>();
    written.forEach((key, bytes) -> capped.put(key, CappedRow.of(bytes)));
    Map<ActivityKey, Change> own = new LinkedHashMap<>();
    changes.forEach(change -> own.put(change.key(), change));
    capped.keySet().removeIf(key -> own.containsKey(RowKeys.activityOfCapped(athlete, key)));
    for (Change change : changes) {
      ActivityRow.Known after = capped(change.knownAfter());
      if (after != null) {
        capped.put(
            RowKeys.capped(change.key(), after.activity().localStart()), row(after.contribution()));
      }
    }
    regrant(rows, athlete, own, capped);
    put(written, capped, puts);
    return List.copyOf(own.values());
  }

  private void regrant(
      KeyValueStore<Bytes, byte[]> rows,
      AthleteId athlete,
      Map<ActivityKey, Change> changes,
      TreeMap<Bytes, CappedRow> capped) {
    Allowances allowances = new Allowances(caps);
    for (Map.Entry<Bytes, CappedRow> entry : capped.entrySet()) {
      CappedRow row = entry.getValue();
      LocalDate day = LocalDate.ofEpochDay(row.epochDay());
      long granted = allowances.grant(day, row.rule(), new Points(row.earned())).thousandths();
      ActivityKey key = RowKeys.activityOfCapped(athlete, entry.getKey());
      Change own = changes.get(key);
      if (own != null) {
        changes.put(key, granted(own, granted));
      } else if (granted != row.granted()) {
        changes.put(key, granted(unchanged(rows, key), granted));
      }
      entry.setValue(row.withGranted(granted));
    }
  }

  private static Change granted(Change change, long points) {
    ActivityRow.Known after = change.knownAfter();
    if (after == null) {
      throw new IllegalStateException("points for " + change.key() + ", which is not there");
    }
    return change.adding(after.contribution().granted(points));
  }

  private static Change unchanged(KeyValueStore<Bytes, byte[]> rows, ActivityKey key) {
    byte[] bytes = rows.get(RowKeys.activity(key));
    if (bytes == null) {
      throw new IllegalStateException("capped activity " + key + " has no row");
    }
    ActivityRow row = ActivityRow.of(bytes);
    return new Change(key, row, row);
  }

  private void read(
      KeyValueStore<Bytes, byte[]> rows,
      AthleteId athlete,
      ActivityRow.@Nullable Known row,
      Set<LocalDate> weeks,
      Map<Bytes, byte[]> found) {
    if (row != null) {
      LocalDate week = Allowances.weekOf(row.contribution().day());
      if (weeks.add(week)) {
        read(rows, athlete, week, found);
      }
    }
  }

  private static void read(
      KeyValueStore<Bytes, byte[]> rows,
      AthleteId athlete,
      LocalDate monday,
      Map<Bytes, byte[]> found) {
    Bytes from = RowKeys.firstCapped(athlete, monday.atStartOfDay());
    Bytes to = RowKeys.firstCapped(athlete, monday.plusWeeks(1).atStartOfDay());
    try (KeyValueIterator<Bytes, byte[]> range = rows.range(from, to)) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> row = range.next();
        // The range includes its end.
        if (row.key.compareTo(to) < 0) {
          found.put(row.key, row.value);
        }
      }
    }
  }

  @SuppressWarnings("NullAway") // a null value is Kafka's way to delete
  private static void put(
      Map<Bytes, byte[]> written,
      Map<Bytes, CappedRow> capped,
      List<KeyValue<Bytes, byte[]>> puts) {
    capped.forEach(
        (key, row) -> {
          byte[] bytes = row.toBytes();
          if (!Arrays.equals(written.remove(key), bytes)) {
            puts.add(KeyValue.pair(key, bytes));
          }
        });
    written.keySet().forEach(gone -> puts.add(KeyValue.pair(gone, null)));
  }

  private static CappedRow row(Contribution contribution) {
    return new CappedRow(
        contribution.day().toEpochDay(),
        ruleOf(contribution),
        contribution.sums().points(),
        contribution.sums().points());
  }

  /** The row, if it counts and a cap covers its rule. */
  private ActivityRow.@Nullable Known capped(ActivityRow.@Nullable Known row) {
    return row != null
            && row.contribution().counted()
            && caps.stream().anyMatch(cap -> cap.coversRule(ruleOf(row.contribution())))
        ? row
        : null;
  }

  private static String ruleOf(Contribution contribution) {
    if (contribution.rule() == null) {
      throw new IllegalStateException("a counted contribution without a rule");
    }
    return contribution.rule();
  }
}
