package io.stridelake.ranking;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.CappedRow;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.rules.Cap;
import io.stridelake.scoring.Allowances;
import io.stridelake.scoring.Points;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
   * What else changes with an activity.
   *
   * @param rows the store
   * @param own the activity itself, with what it earns alone
   * @param start its local start, null if it is no more
   * @param puts takes the rows to be written
   * @return all changes, with what is granted
   */
  List<Change> grant(
      KeyValueStore<Bytes, byte[]> rows,
      Change own,
      @Nullable LocalDateTime start,
      List<KeyValue<Bytes, byte[]>> puts) {
    Contribution before = capped(own.before());
    Contribution after = capped(own.after());
    if (before == null && after == null) {
      return List.of(own);
    }
    TreeSet<LocalDate> weeks = new TreeSet<>();
    Map<Bytes, byte[]> written = new HashMap<>();
    TreeMap<Bytes, CappedRow> capped = new TreeMap<>();
    for (Contribution side : new Contribution[] {before, after}) {
      if (side != null && weeks.add(Allowances.weekOf(side.day()))) {
        read(rows, own.key().athlete(), Allowances.weekOf(side.day()), written);
      }
    }
    written.forEach((key, bytes) -> capped.put(key, CappedRow.of(bytes)));
    AthleteId athlete = own.key().athlete();
    capped.keySet().removeIf(key -> RowKeys.activityOfCapped(athlete, key).equals(own.key()));
    if (after != null && start != null) {
      capped.put(RowKeys.capped(own.key(), start), row(after));
    }
    List<Change> changes = regrant(rows, own, capped);
    put(written, capped, puts);
    return changes;
  }

  private List<Change> regrant(
      KeyValueStore<Bytes, byte[]> rows, Change own, TreeMap<Bytes, CappedRow> capped) {
    List<Change> changes = new ArrayList<>();
    Contribution after = own.after();
    Allowances allowances = new Allowances(caps);
    for (Map.Entry<Bytes, CappedRow> entry : capped.entrySet()) {
      CappedRow row = entry.getValue();
      LocalDate day = LocalDate.ofEpochDay(row.epochDay());
      long granted = allowances.grant(day, row.rule(), new Points(row.earned())).thousandths();
      ActivityKey key = RowKeys.activityOfCapped(own.key().athlete(), entry.getKey());
      if (key.equals(own.key()) && after != null) {
        after = after.granted(granted);
      } else if (granted != row.granted()) {
        changes.add(change(rows, key, granted));
      }
      entry.setValue(row.withGranted(granted));
    }
    changes.add(new Change(own.key(), own.before(), after));
    return changes;
  }

  private static Change change(KeyValueStore<Bytes, byte[]> rows, ActivityKey key, long granted) {
    byte[] bytes = rows.get(RowKeys.contribution(key));
    if (bytes == null) {
      throw new IllegalStateException("capped activity " + key + " has no contribution");
    }
    Contribution contribution = Contribution.of(bytes);
    return new Change(key, contribution, contribution.granted(granted));
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

  /** The contribution, if it counts and a cap covers its rule. */
  private @Nullable Contribution capped(@Nullable Contribution contribution) {
    return contribution != null
            && contribution.counted()
            && caps.stream().anyMatch(cap -> cap.coversRule(ruleOf(contribution)))
        ? contribution
        : null;
  }

  private static String ruleOf(Contribution contribution) {
    if (contribution.rule() == null) {
      throw new IllegalStateException("a counted contribution without a rule");
    }
    return contribution.rule();
  }
}
