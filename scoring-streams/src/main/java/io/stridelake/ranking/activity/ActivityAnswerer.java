package io.stridelake.ranking.activity;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.activity.ActivityQuery.Filter;
import io.stridelake.ranking.activity.ActivityQuery.Found;
import io.stridelake.ranking.row.ActivityRef;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.ranking.row.RowKeys;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the rows. One athlete's activities lie together; those of all athletes are found by
 * the days' rows, from the last day to the first. A search looks at {@link #MOST_ROWS} activities
 * at the most and says how far it came, so that no filter makes it endless.
 */
public final class ActivityAnswerer {
  /** How many activities one search looks at, before it stops at the end of a day. */
  static final int MOST_ROWS = 20_000;

  private final KeyValueStore<Bytes, byte[]> rows;
  private final int mostRows;

  /** Answers from a store. */
  public ActivityAnswerer(KeyValueStore<Bytes, byte[]> rows) {
    this(rows, MOST_ROWS);
  }

  /** The same, where a search looks at so many activities before it stops. */
  public ActivityAnswerer(KeyValueStore<Bytes, byte[]> rows, int mostRows) {
    this.rows = rows;
    this.mostRows = mostRows;
  }

  /** The answer. */
  public Object answer(ActivityQuery<?> query) {
    return switch (query) {
      case ActivityQuery.OfAthlete all -> ofAthlete(all.athlete());
      case ActivityQuery.Person person -> person(person.athlete());
      case ActivityQuery.Search search ->
          search.filter().athlete() == null
              ? ofEverybody(search)
              : ofAthlete(search, search.filter().athlete());
    };
  }

  private Optional<Athlete> person(AthleteId athlete) {
    return Optional.ofNullable(rows.get(RowKeys.roster(athlete)))
        .map(bytes -> RosterRow.of(athlete, bytes));
  }

  private List<KeptActivity> ofAthlete(AthleteId athlete) {
    List<KeptActivity> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range =
        rows.range(RowKeys.firstActivity(athlete), RowKeys.afterActivities(athlete))) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> row = range.next();
        found.add(new KeptActivity(RowKeys.activityOf(row.key), ActivityRow.of(row.value)));
      }
    }
    return found;
  }

  private Found ofAthlete(ActivityQuery.Search search, AthleteId athlete) {
    TreeSet<Spot> spots = new TreeSet<>();
    List<KeptActivity> all = ofAthlete(athlete);
    for (KeptActivity kept : all) {
      if (kept.row() instanceof ActivityRow.Known known) {
        spots.add(new Spot(known.activity().localStart(), kept.key()));
      }
    }
    Page page = new Page(rows, search, mostRows);
    for (Spot spot : spots) {
      if (page.offer(spot)) {
        break;
      }
    }
    return page.found(null);
  }

  private Found ofEverybody(ActivityQuery.Search search) {
    Page page = new Page(rows, search, mostRows);
    LocalDate last = search.filter().to();
    if (search.after() != null && search.after().start().toLocalDate().isBefore(last)) {
      last = search.after().start().toLocalDate();
    }
    Day day = null;
    try (KeyValueIterator<Bytes, byte[]> range =
        rows.reverseRange(RowKeys.firstOf(search.filter().from()), RowKeys.after(last))) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> row = range.next();
        if (!RowKeys.isDay(row.key)) {
          continue;
        }
        LocalDate date = LocalDate.ofEpochDay(RowKeys.epochDayOf(row.key));
        if (day == null || !day.date.equals(date)) {
          if (day != null && day.offerTo(page)) {
            return page.found(day.last());
          }
          day = new Day(date);
        }
        day.add(new AthleteId(RowKeys.athleteOfDay(row.key)), DayRow.of(row.value));
      }
    }
    if (day != null) {
      day.offerTo(page);
    }
    return page.found(null);
  }

  /** One day's activities, put into order. */
  private record Day(LocalDate date, TreeSet<Spot> spots) {
    Day(LocalDate date) {
      this(date, new TreeSet<>());
    }

    void add(AthleteId athlete, DayRow row) {
      for (ActivityRef ref : row.activities()) {
        LocalDateTime start = date.atTime(LocalTime.ofNanoOfDay(ref.microOfDay() * 1000));
        spots.add(new Spot(start, ref.key(athlete)));
      }
    }

    /** Offers them; says whether the search ends here. */
    boolean offerTo(Page page) {
      for (Spot spot : spots) {
        if (page.offer(spot)) {
          return true;
        }
      }
      return page.looked >= page.mostRows && !spots.isEmpty();
    }

    Spot last() {
      return spots.last();
    }
  }

  /** What was found so far: one more than the page holds, to know whether there is more. */
  private static final class Page {
    private final KeyValueStore<Bytes, byte[]> rows;
    private final ActivityQuery.Search search;
    private final int mostRows;
    private final List<KeptActivity> found = new ArrayList<>();
    private @Nullable Spot lastOfPage;
    private int looked;

    Page(KeyValueStore<Bytes, byte[]> rows, ActivityQuery.Search search, int mostRows) {
      this.rows = rows;
      this.search = search;
      this.mostRows = mostRows;
    }

    /** Takes an activity that fits; says whether there is one more than the page holds. */
    boolean offer(Spot spot) {
      if (mayFit(spot)) {
        looked++;
        byte[] bytes = rows.get(RowKeys.activity(spot.key()));
        if (bytes != null && ActivityRow.of(bytes) instanceof ActivityRow.Known known) {
          take(spot, known);
        }
      }
      return found.size() > search.limit();
    }

    /** What was found, if it was looked up to this place, or to the end. */
    Found found(@Nullable Spot reached) {
      boolean more = found.size() > search.limit();
      return new Found(
          more ? found.subList(0, search.limit()) : found, more ? lastOfPage : reached);
    }

    private boolean mayFit(Spot spot) {
      Filter filter = search.filter();
      LocalDate date = spot.start().toLocalDate();
      return (search.after() == null || spot.compareTo(search.after()) > 0)
          && (filter.provider() == null || filter.provider().equals(spot.key().provider()))
          && !date.isBefore(filter.from())
          && !date.isAfter(filter.to());
    }

    private void take(Spot spot, ActivityRow.Known known) {
      String sport = search.filter().sport();
      // What has moved since the days were read stands elsewhere now.
      if (known.activity().localStart().equals(spot.start())
          && (sport == null || sport.equals(known.activity().sport().name()))) {
        found.add(new KeptActivity(spot.key(), known));
        if (found.size() == search.limit()) {
          lastOfPage = spot;
        }
      }
    }
  }
}
