package io.stridelake.ranking.season;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.mark.PassedMarks;
import io.stridelake.ranking.row.ActivityRef;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.AthleteSeason;
import io.stridelake.ranking.row.CountedActivity;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.ranking.row.RowKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Copies a season out of one partition, athlete by athlete: all of the roster, and those who have
 * sums though the roster does not know them.
 *
 * <p>It is made while no record is applied and opens all of its iterators at once; each is a
 * RocksDB snapshot. Days lie in the order of dates, so one iterator a day is merged by athlete: in
 * memory are one athlete's part and one row of each day, whatever the partition's size. Of
 * activities only those are looked up that the season's days name.
 */
public final class SeasonCopier
    implements Iterator<KeyValue<AthleteId, AthleteSeason>>, AutoCloseable {
  private static final Comparator<Source> ORDER =
      Comparator.comparing((Source source) -> source.athlete).thenComparing(source -> source.date);

  private final List<KeyValueIterator<Bytes, byte[]>> opened = new ArrayList<>();
  private final PriorityQueue<Source> sources = new PriorityQueue<>(ORDER);
  private final PassedMarks marks;
  private final FormerRows former;

  /**
   * An iterator with the row that comes next from it; of the roster if it has no date of its own.
   */
  private static final class Source {
    private final LocalDate date;
    private final KeyValueIterator<Bytes, byte[]> rows;
    private String athlete = "";
    private byte[] row = {};

    Source(LocalDate date, KeyValueIterator<Bytes, byte[]> rows) {
      this.date = date;
      this.rows = rows;
    }

    private boolean isRoster() {
      return date.equals(LocalDate.MIN);
    }

    private boolean advance() {
      if (!rows.hasNext()) {
        return false;
      }
      KeyValue<Bytes, byte[]> next = rows.next();
      athlete = isRoster() ? RowKeys.athleteOfRoster(next.key) : RowKeys.athleteOfDay(next.key);
      row = next.value;
      return true;
    }
  }

  /**
   * Opens the iterators.
   *
   * @param former the rows of activities as they are now
   */
  public SeasonCopier(
      KeyValueStore<Bytes, byte[]> rows, SeasonQuery.Standings season, FormerRows former) {
    this.former = former;
    try {
      marks = PassedMarks.of(rows);
      open(LocalDate.MIN, rows.range(RowKeys.firstRoster(), RowKeys.afterRoster()));
      for (LocalDate day = season.from(); !day.isAfter(season.to()); day = day.plusDays(1)) {
        open(day, rows.range(RowKeys.firstOf(day), RowKeys.after(day)));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(LocalDate date, KeyValueIterator<Bytes, byte[]> rows) {
    opened.add(rows);
    Source source = new Source(date, rows);
    if (source.advance()) {
      sources.add(source);
    }
  }

  /** The marks that the copied rows have passed. */
  public PassedMarks marks() {
    return marks;
  }

  @Override
  public boolean hasNext() {
    return !sources.isEmpty();
  }

  /**
   * The next athlete, in the order of ids.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if the store was closed, or
   *     too much changed meanwhile
   */
  @Override
  public KeyValue<AthleteId, AthleteSeason> next() {
    Source first = sources.peek();
    if (first == null) {
      throw new NoSuchElementException("everybody is copied");
    }
    AthleteId id = new AthleteId(first.athlete);
    Athlete athlete = null;
    SortedMap<LocalDate, DayRow> days = new TreeMap<>();
    List<CountedActivity> activities = new ArrayList<>();
    for (Source source = of(id); source != null; source = of(id)) {
      if (source.isRoster()) {
        athlete = RosterRow.of(id, source.row);
      } else {
        addDay(id, source, days, activities);
      }
      if (source.advance()) {
        sources.add(source);
      }
    }
    return KeyValue.pair(id, new AthleteSeason(athlete, days, activities));
  }

  /** The next row of the athlete's, taken out of the queue. */
  private @Nullable Source of(AthleteId athlete) {
    Source source = sources.peek();
    return source != null && source.athlete.equals(athlete.value()) ? sources.poll() : null;
  }

  private void addDay(
      AthleteId athlete,
      Source source,
      SortedMap<LocalDate, DayRow> days,
      List<CountedActivity> activities) {
    DayRow day = DayRow.of(source.row);
    DayRow sums = day.withActivities(List.of());
    // An empty day still says when something was taken from it, which asOf tells.
    if (!sums.equals(DayRow.EMPTY)) {
      days.put(source.date, sums);
    }
    for (ActivityRef ref : day.activities()) {
      ActivityKey key = ref.key(athlete);
      byte[] row = former.find(RowKeys.activity(key));
      if (row != null
          && ActivityRow.of(row) instanceof ActivityRow.Known known
          && known.contribution().counted()) {
        activities.add(CountedActivity.of(key, known.activity()));
      }
    }
  }

  @Override
  public void close() {
    former.close();
    opened.forEach(KeyValueIterator::close);
  }
}
