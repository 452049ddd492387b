package io.stridelake.ranking.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.activity.ActivityQuery;
import io.stridelake.ranking.leaderboard.CopyQuery.Bound;
import io.stridelake.ranking.leaderboard.CopyQuery.Copied;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.Choice;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.TopMembers;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.ranking.row.Sums;
import io.stridelake.rules.Metric;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that follows a changelog, whose batches end anywhere, and is asked meanwhile. */
class StandbyStoreTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final AthleteId ANN = new AthleteId("ann");
  private static final AthleteId BEN = new AthleteId("ben");
  private static final long FAR = 1_000_000;
  private static final Set<Thread.State> WAITS =
      EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);
  private static final TopMembers TOP =
      new TopMembers(
          new BoardView(
              DAY.toEpochDay(),
              DAY.plusDays(1).toEpochDay(),
              null,
              null,
              0,
              false,
              new BoardView.Members(Metric.POINTS, Long.MIN_VALUE)),
          Choice.NEWEST,
          null,
          null,
          10,
          null);

  @TempDir private Path folder;
  private FollowedChangelog changelog;

  @BeforeEach
  void open() {
    changelog = FollowedChangelog.open(folder);
    changelog.follows(0);
  }

  @AfterEach
  void close() {
    changelog.store().close();
  }

  @Test
  void shouldNotAnswerBeforeItWasWhole() {
    changelog.load(false, List.of(member(ANN), member(BEN), day(ANN, 0, 5)));

    assertThat(ask(TOP, new Bound(50, FAR))).isEmpty();
    assertThat(ask(new ActivityQuery.Person(ANN), new Bound(50, FAR))).isEmpty();
  }

  @Test
  void shouldAnswerOnceItHasEverything() {
    changelog.load(true, List.of(member(ANN), member(BEN), day(ANN, 0, 5), day(BEN, 1, 7)));

    // the offset behind the last row is the marker of its transaction
    assertThat(board(new Bound(5, 0))).isEqualTo("ben 7, ann 5; lag 0");
    assertThat(ask(new ActivityQuery.Person(ANN), new Bound(5, 0)).orElseThrow().result())
        .isPresent();
  }

  @Test
  void shouldShowNothingOfATransactionThatIsNotLoadedToItsEnd() {
    changelog.load(true, List.of(member(ANN), member(BEN), day(ANN, 0, 5), day(BEN, 0, 3)));
    assertThat(board(new Bound(5, FAR))).isEqualTo("ann 5, ben 3; lag 0");

    changelog.load(false, List.of(day(ANN, 0, 0)));
    assertThat(board(new Bound(9, FAR))).isEqualTo("ann 5, ben 3; lag 5");
    assertThat(ask(new ActivityQuery.Person(ANN), new Bound(9, FAR))).isEmpty();

    changelog.load(true, List.of(day(ANN, 1, 5), day(BEN, 0, 4), day(BEN, 0, 6)));
    assertThat(board(new Bound(9, FAR))).isEqualTo("ben 6, ann 5; lag 0");
  }

  @Test
  void shouldMakeANewBoardWaitForTheEndOfTheTransaction() throws Exception {
    changelog.load(true, List.of(member(ANN), day(ANN, 0, 5)));
    changelog.load(false, List.of(day(ANN, 0, 0)));

    FutureTask<String> asked = new FutureTask<>(() -> board(new Bound(9, FAR)));
    Thread asking = Thread.startVirtualThread(asked);
    await().until(() -> WAITS.contains(asking.getState()));
    changelog.load(true, List.of(day(ANN, 1, 5)));

    assertThat(asked.get()).startsWith("ann 5; lag ");
  }

  @Test
  void shouldNotAnswerWhenItIsFurtherBehindThanAllowed() {
    changelog.load(true, List.of(member(ANN), day(ANN, 0, 5)));

    assertThat(board(new Bound(12, 10))).isEqualTo("ann 5; lag 10");
    assertThat(ask(TOP, new Bound(13, 10))).isEmpty();
    assertThat(ask(TOP, null)).isEmpty();
  }

  @Test
  void shouldAnswerWhereThereIsNothingToLoad() {
    changelog.load(true, List.of(member(ANN), day(ANN, 0, 5)));
    changelog.reopen();
    changelog.follows(2);

    assertThat(ask(TOP, new Bound(4, FAR))).isEmpty();
    assertThat(board(new Bound(3, FAR))).isEqualTo("ann 5; lag 0");
  }

  @Test
  void shouldNotTakeAnEarlierEndForThePresentOne() {
    changelog.load(false, List.of(member(ANN), day(ANN, 0, 5)));

    assertThat(ask(TOP, new Bound(1, FAR))).isEmpty();
  }

  @Test
  void shouldKnowNothingWhenItWasOpenedAnew() {
    changelog.load(true, List.of(member(ANN), day(ANN, 0, 5)));
    assertThat(board(new Bound(3, FAR))).isEqualTo("ann 5; lag 0");

    changelog.reopen();

    assertThat(ask(TOP, new Bound(3, FAR))).isEmpty();
  }

  @Test
  void shouldAnswerForTheOwnerOnceItIsRestored() {
    changelog.load(false, List.of(member(ANN), day(ANN, 0, 5)));
    assertThat(ask(TOP, null)).isEmpty();

    changelog.restored();
    assertThat(board(null)).isEqualTo("ann 5; the owner");

    changelog.store().putAll(List.of(day(ANN, 1, 2)));
    assertThat(board(null)).isEqualTo("ann 7; the owner");
  }

  @Test
  void shouldFollowWithoutBuildingBoardsAnew() {
    changelog.load(true, List.of(member(ANN), day(ANN, 0, 5)));
    board(new Bound(3, FAR));
    int scans = changelog.scans();

    for (int points = 1; points <= 100; points++) {
      changelog.load(true, List.of(day(ANN, 0, points)));
      assertThat(board(new Bound(0, FAR))).startsWith("ann " + points + ";");
    }

    assertThat(changelog.scans()).isEqualTo(scans);
  }

  /** Every record moves points from a day to the next or back, so nobody's sum ever changes. */
  @Test
  void shouldShowWholeRecordsOnlyWhileBatchesEndAnywhere() throws Exception {
    Random random = new Random(7);
    List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>();
    rows.addAll(List.of(member(ANN), member(BEN), day(ANN, 0, 3), day(BEN, 0, 3)));
    changelog.load(true, rows);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Set<String>> reader =
        CompletableFuture.supplyAsync(() -> boards(done), Thread::startVirtualThread);

    for (int record = 0; record < 3_000; record++) {
      AthleteId who = random.nextBoolean() ? ANN : BEN;
      int to = record % 2;
      changelog.load(false, List.of(day(who, 1 - to, 0)));
      Thread.yield();
      boolean last = random.nextInt(3) == 0;
      changelog.load(last, List.of(day(who, to, 3)));
      if (last && random.nextInt(50) == 0) {
        changelog.load(true, List.of(member(who)));
      }
    }
    changelog.load(true, List.of(day(ANN, 0, 3), day(ANN, 1, 0), day(BEN, 0, 3), day(BEN, 1, 0)));
    done.set(true);

    assertThat(reader.get()).containsExactly("ann 3, ben 3");
  }

  private Set<String> boards(AtomicBoolean done) {
    Set<String> seen = new TreeSet<>();
    while (!done.get()) {
      ask(TOP, new Bound(0, FAR)).ifPresent(copied -> seen.add(words(copied.result())));
    }
    seen.add(words(ask(TOP, new Bound(0, FAR)).orElseThrow().result()));
    return seen;
  }

  private String board(@Nullable Bound bound) {
    Copied<Optional<BoardAnswer<TopMembers.Page>>> copied = ask(TOP, bound).orElseThrow();
    Long lag = copied.standbyLag();
    return words(copied.result()) + (lag == null ? "; the owner" : "; lag " + lag);
  }

  private static String words(Optional<BoardAnswer<TopMembers.Page>> answer) {
    return answer.orElseThrow().result().rows().stream()
        .map(row -> row.place().id() + " " + row.place().score())
        .collect(Collectors.joining(", "));
  }

  private <R> Optional<Copied<R>> ask(Query<R> query, @Nullable Bound bound) {
    try {
      return changelog
          .store()
          .query(CopyQuery.within(query, bound), PositionBound.unbounded(), new QueryConfig(false))
          .getResult();
    } catch (InvalidStateStoreException e) {
      return Optional.empty();
    }
  }

  private static KeyValue<Bytes, byte[]> member(AthleteId id) {
    Athlete shown = new Athlete(id, "Name", List.of(), Visibility.SHOWN, null, null);
    return KeyValue.pair(RowKeys.roster(id), RosterRow.toBytes(shown));
  }

  private static KeyValue<Bytes, byte[]> day(AthleteId id, int day, long points) {
    List<DayRow.Part> parts =
        points == 0 ? List.of() : List.of(new DayRow.Part("Run", 1, new Sums(points, 1, 0, 0, 0)));
    return KeyValue.pair(
        RowKeys.day(DAY.plusDays(day), id), new DayRow(1, parts, List.of()).toBytes());
  }
}
