package io.stridelake.ranking.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.activity.reading.ActivityReaders;
import io.stridelake.activity.reading.Reading;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.mark.PassedMarks;
import io.stridelake.ranking.row.ActivityRef;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.AthleteSeason;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.CountedActivity;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.MarkRow;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.streams.TestInstallation;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Over rows that count who looks at them. */
class SeasonCopierTest {
  private static final LocalDate FROM = LocalDate.of(2026, 3, 1);
  private static final LocalDate TO = LocalDate.of(2026, 3, 31);
  private static final int ATHLETES = 300;
  private static final int YEARS = 5;

  private final Rows rows = new Rows();

  @Test
  void shouldReadNoActivityOfAnotherTime() {
    for (int athlete = 0; athlete < ATHLETES; athlete++) {
      enrol(id(athlete));
      for (int year = 0; year < YEARS; year++) {
        add(id(athlete), 10 * year, FROM.minusYears(year).plusDays(athlete % 31), 1000);
        add(id(athlete), 10 * year + 1, FROM.minusYears(year).minusDays(3), 1000);
      }
    }
    rows.looks.clear();
    rows.ranges.clear();

    List<KeyValue<AthleteId, AthleteSeason>> copy = all(copier());

    assertThat(copy).hasSize(ATHLETES);
    assertThat(copy).allMatch(one -> one.value.activities().size() == 1);
    assertThat(rows.looks.stream().filter(RowKeys::isActivity)).hasSize(ATHLETES);
    assertThat(rows.ranges).as("scans").noneMatch(RowKeys::isActivity);
    assertThat(rows.ranges).hasSize(1 + FROM.lengthOfMonth());
  }

  @Test
  void shouldHoldOneRowOfEachDayAndNoMore() {
    for (int athlete = 0; athlete < ATHLETES; athlete++) {
      enrol(id(athlete));
      for (LocalDate day = FROM; !day.isAfter(TO); day = day.plusDays(1)) {
        add(id(athlete), day.getDayOfMonth(), day, 1000);
      }
    }
    int sources = 1 + FROM.lengthOfMonth();
    SeasonCopier copier = copier();
    for (int athlete = 1; athlete <= ATHLETES; athlete++) {
      assertThat(copier.hasNext()).isTrue();
      assertThat(copier.next().value.days()).hasSize(FROM.lengthOfMonth());
      assertThat(rows.read)
          .as("rows read for %d athletes", athlete)
          .isLessThanOrEqualTo(sources * (athlete + 1));
    }
    assertThat(copier.hasNext()).isFalse();
  }

  @Test
  void shouldCopyOneMomentWhateverIsWrittenMeanwhile() {
    enrol("ann");
    add("ann", 1, FROM, 1000);
    add("ben", 2, FROM, 2000);
    CountedActivity before = CountedActivity.of(key("ben", 2), run(2, FROM, 2000));
    rows.marks(7, 5, 3);
    SeasonCopier copier = copier();

    add("ben", 2, FROM, 9000);
    add("cem", 3, FROM, 3000);
    rows.marks(8, 6, 4);
    List<KeyValue<AthleteId, AthleteSeason>> copy = all(copier);

    assertThat(copy.stream().map(one -> one.key.value())).containsExactly("ann", "ben");
    assertThat(copy.get(1).value.athlete()).isNull();
    assertThat(copy.get(1).value.activities()).containsExactly(before);
    assertThat(copy.get(1).value.days().values())
        .extracting(day -> day.parts().getFirst().sums().distance())
        .containsExactly(2_000_000_000L);
    assertThat(copier.marks()).isEqualTo(new PassedMarks(7, 5, 3));
    assertThat(rows.copies).as("nobody reads any more").isEmpty();
  }

  @Test
  void shouldGiveUpRatherThanHoldAllThatChanges() {
    add("ann", 1, FROM, 1000);
    SeasonCopier copier = copier();
    List<KeyValue<Bytes, byte[]>> many = new ArrayList<>();
    for (int i = 0; i <= 100_000; i++) {
      many.add(KeyValue.pair(RowKeys.activity(key("zoe", i)), new byte[0]));
    }
    rows.putAll(many);

    assertThatThrownBy(copier::next)
        .isInstanceOf(InvalidStateStoreException.class)
        .hasMessageContaining("changed while the season was copied");
  }

  private SeasonCopier copier() {
    FormerRows former = new FormerRows(rows.store, rows.copies::remove);
    rows.copies.add(former);
    return new SeasonCopier(rows.store, new SeasonQuery.Standings(FROM, TO), former);
  }

  private static List<KeyValue<AthleteId, AthleteSeason>> all(SeasonCopier copier) {
    List<KeyValue<AthleteId, AthleteSeason>> all = new ArrayList<>();
    try (copier) {
      copier.forEachRemaining(all::add);
    }
    return all;
  }

  private static String id(int athlete) {
    return "athlete-%05d".formatted(athlete);
  }

  private void enrol(String id) {
    AthleteId athlete = new AthleteId(id);
    Athlete row = new Athlete(athlete, id, List.of(), Visibility.SHOWN, null, null);
    rows.put(RowKeys.roster(athlete), RosterRow.toBytes(row));
  }

  /** As the app would: the activity's row and its day's row, with the activity named in it. */
  private void add(String athlete, long number, LocalDate day, int metres) {
    ActivityKey key = key(athlete, number);
    Activity activity = run(number, day, metres);
    ActivityRow.Known known =
        new ActivityRow.Known(
            new RawRecordPosition(0, number, Instant.EPOCH),
            activity,
            Contribution.of(activity, 1, metres, "run", null));
    DayRow row =
        DayRow.EMPTY
            .plus(known.contribution())
            .withActivities(List.of(ActivityRef.of(key, known)))
            .changedAt(1);
    rows.putAll(
        List.of(
            KeyValue.pair(RowKeys.activity(key), known.toBytes()),
            KeyValue.pair(RowKeys.day(day, key.athlete()), row.toBytes())));
  }

  private static ActivityKey key(String athlete, long number) {
    return new ActivityKey(new AthleteId(athlete), "strava", Long.toString(number), "activity");
  }

  private static Activity run(long number, LocalDate day, int metres) {
    byte[] payload = TestInstallation.run(number, day.toString(), Integer.toString(metres));
    Reading reading =
        ActivityReaders.standard().read("strava", "activity", Long.toString(number), payload);
    return ((Reading.Understood) reading).activity();
  }

  /** Rows in memory, whose iterators are snapshots as RocksDB's are, and looks are none. */
  private static final class Rows {
    private final TreeMap<Bytes, byte[]> rows = new TreeMap<>();
    private final List<Bytes> looks = new ArrayList<>();
    private final List<Bytes> ranges = new ArrayList<>();
    private final List<FormerRows> copies = new ArrayList<>();
    private int read;

    @SuppressWarnings("unchecked")
    private final KeyValueStore<Bytes, byte[]> store =
        (KeyValueStore<Bytes, byte[]>)
            Proxy.newProxyInstance(
                Rows.class.getClassLoader(),
                new Class<?>[] {KeyValueStore.class},
                (_, method, arguments) ->
                    switch (method.getName()) {
                      case "get" -> get((Bytes) arguments[0]);
                      case "range" -> range((Bytes) arguments[0], (Bytes) arguments[1]);
                      default -> throw new UnsupportedOperationException(method.getName());
                    });

    void put(Bytes key, byte[] value) {
      putAll(List.of(KeyValue.pair(key, value)));
    }

    void putAll(List<KeyValue<Bytes, byte[]>> entries) {
      copies.forEach(copy -> copy.keep(entries));
      entries.forEach(entry -> rows.put(entry.key, entry.value));
    }

    void marks(long lake, long activities, long roster) {
      put(RowKeys.activitiesMark(), new MarkRow(lake, activities).toBytes());
      put(RowKeys.rosterMark(), new MarkRow(roster, roster).toBytes());
    }

    private byte @Nullable [] get(Bytes key) {
      looks.add(key);
      return rows.get(key);
    }

    private KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
      ranges.add(from);
      var snapshot = new TreeMap<>(rows.subMap(from, true, to, true)).entrySet().iterator();
      return new KeyValueIterator<>() {
        @Override
        public boolean hasNext() {
          return snapshot.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
          read++;
          var next = snapshot.next();
          return KeyValue.pair(next.getKey(), next.getValue());
        }

        @Override
        public Bytes peekNextKey() {
          throw new UnsupportedOperationException("peek");
        }

        @Override
        public void close() {}
      };
    }
  }
}
