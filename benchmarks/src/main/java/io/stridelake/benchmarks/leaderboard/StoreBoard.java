package io.stridelake.benchmarks.leaderboard;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.leaderboard.BoardAnswer;
import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.ranking.leaderboard.ChangeCounter;
import io.stridelake.ranking.leaderboard.ChangelogProgress;
import io.stridelake.ranking.leaderboard.LeaderboardLimits;
import io.stridelake.ranking.leaderboard.LeaderboardQuery;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.Choice;
import io.stridelake.ranking.leaderboard.LeaderboardStores;
import io.stridelake.ranking.leaderboard.Neighbours;
import io.stridelake.ranking.leaderboard.Place;
import io.stridelake.ranking.leaderboard.Standing;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.ranking.row.Sums;
import io.stridelake.rules.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The rankings store of one partition as the topology has it, with RocksDB inside, asked by the
 * queries that the service sends. All members are in this one partition.
 */
final class StoreBoard implements RankedBoard {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 365;
  private static final int ROWS_A_WRITE = 10_000;
  private static final QueryConfig CONFIG = new QueryConfig(false);

  private final Path folder;
  private final KeyValueStore<Bytes, byte[]> store;
  private final BoardView view = view(Metric.POINTS);
  private long records;

  StoreBoard(Collection<Place> members) {
    try {
      folder = Files.createTempDirectory(Path.of("target"), "leaderboard-");
    } catch (IOException e) {
      throw new UncheckedIOException("a folder in target", e);
    }
    Properties settings = new Properties();
    settings.put("application.id", "benchmark");
    settings.put("bootstrap.servers", "none:1");
    StateStoreContext context =
        new MockProcessorContext<Void, Void>(settings, new TaskId(0, 0), folder.toFile())
            .getStateStoreContext();
    store =
        LeaderboardStores.rankings(
                "rankings", LeaderboardLimits.DEFAULT, new ChangeCounter(), new ChangelogProgress())
            .withLoggingDisabled()
            .build();
    store.init(context, store);
    write(members);
  }

  /** The board of the whole year by a metric. */
  static BoardView view(Metric metric) {
    return new BoardView(
        FIRST.toEpochDay(),
        FIRST.plusDays(DAYS - 1L).toEpochDay(),
        null,
        null,
        0,
        false,
        new BoardView.Members(metric, Long.MIN_VALUE));
  }

  /** Builds the board if it is not there. */
  int total(BoardView asked) {
    return ask(new LeaderboardQuery.BoardVersion(asked, Choice.NEWEST)).total();
  }

  /** Drops all boards, and the roster that was read for them, by a changed roster row. */
  void forget() {
    AthleteId nobody = new AthleteId("nobody");
    store.putAll(List.of(rosterRow(nobody)));
  }

  @Override
  public int rank(String id) {
    return 1 + neighbours(id, 0).above();
  }

  @Override
  public List<Place> page(@Nullable Place after, int limit) {
    return places(after, null, limit);
  }

  @Override
  public List<Place> around(String id, int each) {
    Neighbours neighbours = neighbours(id, each);
    return Stream.concat(neighbours.before().stream(), neighbours.after().stream())
        .map(Standing::place)
        .toList();
  }

  @Override
  public int countAbove(long score) {
    return ask(new LeaderboardQuery.CountAbove(view, Choice.NEWEST, List.of(score)))
        .result()
        .getFirst();
  }

  @Override
  public void move(String id, long score) {
    store.putAll(List.of(dayRow(new Place(score, id))));
  }

  @Override
  public void close() {
    store.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("deleting " + folder, e);
    }
  }

  private Neighbours neighbours(String id, int each) {
    Neighbours neighbours =
        ask(new LeaderboardQuery.MemberRank(view, Choice.NEWEST, new AthleteId(id), null, each))
            .result()
            .neighbours();
    if (neighbours == null) {
      throw new IllegalArgumentException(id + " is not on the board");
    }
    return neighbours;
  }

  private List<Place> places(@Nullable Place after, @Nullable Place before, int limit) {
    return ask(new LeaderboardQuery.TopMembers(view, Choice.NEWEST, after, before, limit, null))
        .result()
        .rows()
        .stream()
        .map(Standing::place)
        .toList();
  }

  private <T> BoardAnswer<T> ask(LeaderboardQuery<T> query) {
    return store.query(query, PositionBound.unbounded(), CONFIG).getResult().orElseThrow();
  }

  private void write(Collection<Place> members) {
    List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>(ROWS_A_WRITE);
    for (Place member : members) {
      rows.add(rosterRow(new AthleteId(member.id())));
      rows.add(dayRow(member));
      if (rows.size() >= ROWS_A_WRITE) {
        store.putAll(rows);
        rows.clear();
      }
    }
    store.putAll(rows);
  }

  private static KeyValue<Bytes, byte[]> rosterRow(AthleteId id) {
    Athlete athlete =
        new Athlete(
            id,
            "Name of " + id.value(),
            List.of(new Membership("Department " + Math.floorMod(id.hashCode(), 20), null, null)),
            Visibility.SHOWN,
            null,
            null);
    return KeyValue.pair(RowKeys.roster(id), RosterRow.toBytes(athlete));
  }

  /** A member has one day, which its id decides. */
  private KeyValue<Bytes, byte[]> dayRow(Place place) {
    LocalDate day = FIRST.plusDays(Math.floorMod(place.id().hashCode(), DAYS));
    Sums sums = new Sums(place.score(), 1, 5_000_000_000L, 1_800, 10_000_000);
    DayRow row = new DayRow(++records, List.of(new DayRow.Part("Run", 1, sums)), List.of());
    return KeyValue.pair(RowKeys.day(day, new AthleteId(place.id())), row.toBytes());
  }
}
