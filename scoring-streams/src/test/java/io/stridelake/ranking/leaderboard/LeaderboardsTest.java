package io.stridelake.ranking.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.ranking.row.Sums;
import io.stridelake.rules.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a real RocksDB, whose iterators are snapshots. */
class LeaderboardsTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 12, 20);
  private static final int DAYS = 20;
  private static final int ATHLETES = 40;
  private static final int RECORDS = 4_000;
  private static final int READERS = 4;

  /** The writer waits for readers, so that they see many states. */
  private static final int RECORDS_A_READ = 10;

  private static final List<BoardView> VIEWS =
      List.of(
          view(0, DAYS, new BoardView.Members(Metric.POINTS, Long.MIN_VALUE)),
          view(3, 9, new BoardView.Members(Metric.POINTS, 40)),
          view(2, DAYS, new BoardView.Members(Metric.LONGEST_STREAK, 2)),
          view(0, 6, new BoardView.Members(Metric.ACTIVE_DAYS, Long.MIN_VALUE)),
          view(5, DAYS, new BoardView.Groups(true)));

  @TempDir private Path folder;
  private KeyValueStore<Bytes, byte[]> rows = Stores.inMemoryKeyValueStore("none").get();

  @BeforeEach
  void openRows() {
    Properties settings = new Properties();
    settings.put("application.id", "leaderboards-test");
    settings.put("bootstrap.servers", "none:1");
    StateStoreContext context =
        new MockProcessorContext<Void, Void>(settings, new TaskId(0, 0), folder.toFile())
            .getStateStoreContext();
    rows = new SortedWrites(Stores.persistentKeyValueStore("rows").get());
    rows.init(context, rows);
    for (int athlete = 0; athlete < ATHLETES; athlete++) {
      AthleteId id = id(athlete);
      Athlete shown = new Athlete(id, "Name " + athlete, List.of(), Visibility.SHOWN, null, null);
      rows.put(RowKeys.roster(id), RosterRow.toBytes(shown));
    }
  }

  @AfterEach
  void closeRows() {
    rows.close();
  }

  /** What a reader saw: the board's name, and its content in words. */
  private record Seen(BoardView view, long newestRecord, String version, String content) {}

  /** A board after the record that changed it last; records are numbered by their times. */
  private record Moment(BoardView view, long newestRecord) {}

  /** A day of an athlete that becomes other points; 0 are no activity. */
  private record Put(int athlete, int day, long points) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void shouldShowNothingButWholeRecordsToConcurrentReaders(int maxViews) throws Exception {
    Leaderboards boards = boards(maxViews, System::nanoTime);
    List<List<Put>> history = history(new Random(maxViews));
    AtomicBoolean written = new AtomicBoolean();
    AtomicLong reads = new AtomicLong();
    List<Future<List<Seen>>> readers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int reader = 0; reader < READERS; reader++) {
        Random random = new Random(reader);
        readers.add(threads.submit(() -> read(boards, random, written, reads)));
      }

      for (int record = 0; record < history.size(); record++) {
        boards.putAll(rows(history.get(record), record + 1));
        if (record % RECORDS_A_READ == 0) {
          waitForARead(reads);
        }
      }
      written.set(true);
    }

    assertThat(boards.kept()).isLessThanOrEqualTo(maxViews);
    List<Seen> all = new ArrayList<>();
    for (Future<List<Seen>> reader : readers) {
      all.addAll(reader.get());
    }
    Map<Moment, String> truth = truth(history);
    Map<String, String> contents = new HashMap<>();
    Map<String, String> versions = new HashMap<>();
    for (Seen seen : all) {
      assertThat(seen.content()).isEqualTo(truth.get(new Moment(seen.view(), seen.newestRecord())));
      String named = VIEWS.indexOf(seen.view()) + " " + seen.version();
      String content = VIEWS.indexOf(seen.view()) + " " + seen.newestRecord() + seen.content();
      assertThat(contents.computeIfAbsent(named, _ -> content)).isEqualTo(content);
      assertThat(versions.computeIfAbsent(content, _ -> named)).isEqualTo(named);
    }
    assertThat(all.stream().map(Seen::newestRecord).distinct().count()).isGreaterThan(100);
  }

  @Test
  void shouldDropWhatWasNotAskedForLongest() {
    AtomicLong clock = new AtomicLong();
    Leaderboards boards = boards(2, clock::incrementAndGet);
    boards.putAll(rows(List.of(new Put(0, 0, 7)), 1));
    Snapshot first = boards.snapshot(VIEWS.get(0));
    boards.snapshot(VIEWS.get(1));
    boards.snapshot(VIEWS.get(0));

    boards.snapshot(VIEWS.get(2));

    assertThat(boards.kept()).isEqualTo(2);
    assertThat(boards.snapshot(VIEWS.get(0))).isSameAs(first);
  }

  @RepeatedTest(20)
  void shouldKeepNoMoreBoardsAlsoWhenManyAreBuiltAtOnce() {
    Leaderboards boards = boards(1, System::nanoTime);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      VIEWS.forEach(view -> threads.execute(() -> boards.snapshot(view)));
    }

    assertThat(boards.kept()).isEqualTo(1);
  }

  @Test
  void shouldDropWhatNobodyAskedForInALongTime() {
    AtomicLong clock = new AtomicLong();
    Leaderboards boards = boards(100, clock::get);
    VIEWS.subList(0, 4).forEach(boards::snapshot);
    clock.addAndGet(Duration.ofMinutes(1).toNanos());
    Snapshot first = boards.snapshot(VIEWS.get(0));
    clock.addAndGet(1);

    boards.snapshot(VIEWS.get(4));

    assertThat(boards.kept()).isEqualTo(2);
    assertThat(boards.snapshot(VIEWS.get(0))).isSameAs(first);
  }

  @Test
  void shouldDropIdleBoardsAlsoWhileNobodyAsksForOthers() {
    AtomicLong clock = new AtomicLong();
    Leaderboards boards = boards(100, clock::get);
    VIEWS.forEach(boards::snapshot);
    clock.addAndGet(Duration.ofMinutes(2).toNanos());

    IntStream.rangeClosed(1, 4_096)
        .forEach(record -> boards.putAll(rows(List.of(new Put(0, 0, record)), record)));

    assertThat(boards.kept()).isZero();
  }

  private Leaderboards boards(int maxViews, LongSupplier clock) {
    LeaderboardLimits limits =
        new LeaderboardLimits(maxViews, Duration.ofMinutes(1), Duration.ofMinutes(1));
    return new Leaderboards(rows, limits, clock);
  }

  private static void waitForARead(AtomicLong reads) {
    long before = reads.get();
    while (reads.get() == before) {
      Thread.yield();
    }
  }

  private static List<Seen> read(
      Leaderboards boards, Random random, AtomicBoolean written, AtomicLong reads) {
    List<Seen> seen = new ArrayList<>();
    boolean last;
    do {
      last = written.get();
      BoardView view = VIEWS.get(random.nextInt(VIEWS.size()));
      Snapshot snapshot = boards.snapshot(view);
      seen.add(
          new Seen(
              view, snapshot.newestRecord(), snapshot.version().toString(), content(snapshot)));
      reads.incrementAndGet();
    } while (!last);
    return seen;
  }

  private static String content(Snapshot snapshot) {
    return switch (snapshot) {
      case Snapshot.Members members ->
          String.join(
              ", ",
              members.board().slice(0, ATHLETES).stream()
                  .map(row -> row.place().id() + "=" + row.place().score())
                  .toList());
      case Snapshot.Groups groups ->
          groups.of(GroupBy.COMPANY).stream()
              .map(row -> row.tally().sums().points() + " by " + row.active())
              .findAny()
              .orElse("0 by 0");
    };
  }

  /** Each record moves points between some days of an athlete, as recomputing a week does. */
  private static List<List<Put>> history(Random random) {
    List<List<Put>> history = new ArrayList<>();
    for (int record = 0; record < RECORDS; record++) {
      int athlete = random.nextInt(ATHLETES);
      int day = random.nextInt(DAYS - 3);
      history.add(
          IntStream.range(0, 1 + random.nextInt(4))
              .mapToObj(more -> new Put(athlete, day + more, random.nextInt(3) * 20L))
              .toList());
    }
    return history;
  }

  private static List<KeyValue<Bytes, byte[]>> rows(List<Put> puts, long record) {
    List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
    for (Put put : puts) {
      List<DayRow.Part> parts =
          put.points() == 0
              ? List.of()
              : List.of(new DayRow.Part("Run", 1, new Sums(put.points(), 1, 0, 0, 0)));
      entries.add(
          KeyValue.pair(
              RowKeys.day(FIRST.plusDays(put.day()), id(put.athlete())),
              new DayRow(record, parts, List.of()).toBytes()));
    }
    return entries;
  }

  /** The content of each view after each record that changed a day of it, from scratch. */
  private static Map<Moment, String> truth(List<List<Put>> history) {
    Map<Moment, String> truth = new HashMap<>();
    long[][] points = new long[ATHLETES][DAYS + 1];
    VIEWS.forEach(view -> truth.put(new Moment(view, 0), content(view, points)));
    for (int record = 0; record < history.size(); record++) {
      List<Put> puts = history.get(record);
      puts.forEach(put -> points[put.athlete()][put.day()] = put.points());
      for (BoardView view : VIEWS) {
        if (puts.stream().anyMatch(put -> view.covers(FIRST.plusDays(put.day()).toEpochDay()))) {
          truth.put(new Moment(view, record + 1L), content(view, points));
        }
      }
    }
    return truth;
  }

  private static String content(BoardView view, long[][] points) {
    int from = (int) (view.fromDay() - FIRST.toEpochDay());
    int to = (int) (view.toDay() - FIRST.toEpochDay());
    return switch (view.subject()) {
      case BoardView.Members members ->
          String.join(
              ", ",
              IntStream.range(0, ATHLETES)
                  .filter(athlete -> days(points[athlete], from, to) > 0)
                  .mapToObj(
                      athlete ->
                          new Place(score(members, points[athlete], from, to), id(athlete).value()))
                  .filter(place -> place.score() >= members.atLeast())
                  .sorted(Comparator.naturalOrder())
                  .map(place -> place.id() + "=" + place.score())
                  .toList());
      case BoardView.Groups _ ->
          IntStream.range(0, ATHLETES).mapToLong(athlete -> sum(points[athlete], from, to)).sum()
              + " by "
              + IntStream.range(0, ATHLETES)
                  .filter(athlete -> days(points[athlete], from, to) > 0)
                  .count();
    };
  }

  private static long score(BoardView.Members members, long[] points, int from, int to) {
    return switch (members.metric()) {
      case POINTS -> sum(points, from, to);
      case ACTIVE_DAYS -> days(points, from, to);
      case LONGEST_STREAK -> streak(points, from, to);
      case KM, MINUTES, METRES_CLIMBED, ACTIVITIES -> throw new IllegalArgumentException();
    };
  }

  private static long sum(long[] points, int from, int to) {
    return IntStream.rangeClosed(from, to).mapToLong(day -> points[day]).sum();
  }

  private static long days(long[] points, int from, int to) {
    return IntStream.rangeClosed(from, to).filter(day -> points[day] > 0).count();
  }

  private static long streak(long[] points, int from, int to) {
    return IntStream.rangeClosed(from, to)
        .map(
            start -> {
              int end = start;
              while (end <= to && points[end] > 0) {
                end++;
              }
              return end - start;
            })
        .max()
        .orElse(0);
  }

  private static AthleteId id(int athlete) {
    return new AthleteId("a-" + athlete);
  }

  private static BoardView view(int from, int to, BoardView.Subject subject) {
    return new BoardView(
        FIRST.plusDays(from).toEpochDay(),
        FIRST.plusDays(to).toEpochDay(),
        null,
        null,
        0,
        false,
        subject);
  }
}
