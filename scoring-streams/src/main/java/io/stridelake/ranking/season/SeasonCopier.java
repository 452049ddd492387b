package io.stridelake.ranking.season;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.AthleteSeason;
import io.stridelake.ranking.row.CountedActivity;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.ranking.row.RowKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Copies a season out of one partition. It is made while no record is applied and opens all of its
 * iterators at once; each is a RocksDB snapshot, so records that are applied while it reads are in
 * none of them.
 */
public final class SeasonCopier implements AutoCloseable {
  private final SeasonQuery.Standings season;
  private final KeyValueIterator<Bytes, byte[]> roster;
  private final KeyValueIterator<Bytes, byte[]> days;
  private final KeyValueIterator<Bytes, byte[]> activities;
  private final Map<String, Long> offsets;
  private final SortedMap<AthleteId, Parts> athletes = new TreeMap<>();

  private static final class Parts {
    private @Nullable Athlete athlete;
    private final SortedMap<LocalDate, DayRow> days = new TreeMap<>();
    private final List<CountedActivity> activities = new ArrayList<>();
  }

  /** Opens the iterators. */
  public SeasonCopier(KeyValueStore<Bytes, byte[]> rows, SeasonQuery.Standings season) {
    this.season = season;
    this.roster = rows.range(RowKeys.firstRoster(), RowKeys.afterRoster());
    this.days = rows.range(RowKeys.firstOf(season.from()), RowKeys.after(season.to()));
    this.activities = rows.range(RowKeys.firstActivity(), RowKeys.afterActivities());
    this.offsets = offsets(rows.getPosition());
  }

  /** Reads them. */
  public SeasonQuery.Copy copy() {
    while (roster.hasNext()) {
      KeyValue<Bytes, byte[]> row = roster.next();
      AthleteId id = new AthleteId(RowKeys.athleteOfRoster(row.key));
      parts(id).athlete = RosterRow.of(id, row.value);
    }
    while (days.hasNext()) {
      addDay(days.next());
    }
    while (activities.hasNext()) {
      addActivity(activities.next());
    }
    SortedMap<AthleteId, AthleteSeason> seasons = new TreeMap<>();
    athletes.forEach(
        (id, parts) ->
            seasons.put(id, new AthleteSeason(parts.athlete, parts.days, parts.activities)));
    return new SeasonQuery.Copy(seasons, offsets);
  }

  @Override
  public void close() {
    roster.close();
    days.close();
    activities.close();
  }

  private void addDay(KeyValue<Bytes, byte[]> row) {
    DayRow day = DayRow.sumsOf(row.value);
    // An empty day still says when something was taken from it, which asOf tells.
    if (!day.equals(DayRow.EMPTY)) {
      AthleteId id = new AthleteId(RowKeys.athleteOfDay(row.key));
      parts(id).days.put(LocalDate.ofEpochDay(RowKeys.epochDayOf(row.key)), day);
    }
  }

  private void addActivity(KeyValue<Bytes, byte[]> row) {
    if (ActivityRow.of(row.value) instanceof ActivityRow.Known known
        && known.contribution().counted()
        && !known.contribution().day().isBefore(season.from())
        && !known.contribution().day().isAfter(season.to())) {
      ActivityKey key = RowKeys.activityOf(row.key);
      parts(key.athlete()).activities.add(CountedActivity.of(key, known.activity()));
    }
  }

  private Parts parts(AthleteId athlete) {
    return athletes.computeIfAbsent(athlete, _ -> new Parts());
  }

  private static Map<String, Long> offsets(Position position) {
    Map<String, Long> offsets = new HashMap<>();
    for (String topic : position.getTopics()) {
      position
          .getPartitionPositions(topic)
          .forEach((_, offset) -> offsets.merge(topic, offset + 1, Math::max));
    }
    return offsets;
  }
}
