package io.stridelake.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.activity.ActivityQuery;
import io.stridelake.ranking.activity.KeptActivity;
import io.stridelake.ranking.leaderboard.BoardAnswer;
import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import io.stridelake.ranking.leaderboard.Fingerprint;
import io.stridelake.ranking.leaderboard.GroupStanding;
import io.stridelake.ranking.leaderboard.LeaderboardLimits;
import io.stridelake.ranking.leaderboard.LeaderboardQuery;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.Choice;
import io.stridelake.ranking.leaderboard.Place;
import io.stridelake.ranking.leaderboard.Standing;
import io.stridelake.ranking.leaderboard.Tally;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.AthleteSeason;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.season.SeasonCopier;
import io.stridelake.ranking.season.SeasonQuery;
import io.stridelake.ranking.season.SeasonResults;
import io.stridelake.rules.RuleSet;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.SeasonResultValue;
import io.stridelake.schema.mapping.AthleteMapper;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.streams.RawAvroSerde;
import io.stridelake.topics.CatalogueKey;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.SeasonResultKey;
import io.stridelake.topics.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** One driver a partition, put together as the query service does it. */
final class PartitionedRanking implements AutoCloseable {
  private static final TopicCatalogue TOPICS = new TopicCatalogue();

  /** In memory where there is such a folder: thousands of stores are opened and closed. */
  private static final Path STATE =
      Files.isWritable(Path.of("/dev/shm")) ? Path.of("/dev/shm") : Path.of("target");

  private final List<TopologyTestDriver> drivers = new ArrayList<>();
  private long clock = 1;

  PartitionedRanking(int partitions, RuleSet rules) {
    for (int partition = 0; partition < partitions; partition++) {
      Properties settings = new Properties();
      settings.put("application.id", "ranking-test-" + UUID.randomUUID());
      settings.put("bootstrap.servers", "none:1");
      settings.put("state.dir", STATE.resolve("stridelake-state").toString());
      drivers.add(
          new TopologyTestDriver(
              RankingTopology.of(
                  TOPICS,
                  1,
                  rules,
                  new RankingTopology.Inputs(
                      RawAvroSerde.of(CatalogueEntryValue.getClassSchema()),
                      RawAvroSerde.of(AthleteValue.getClassSchema()),
                      RawAvroSerde.of(SeasonResultValue.getClassSchema())),
                  new LeaderboardLimits(3, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                  new RankingTopology.Observers()),
              settings));
    }
  }

  void apply(Athlete athlete) {
    apply(athlete, clock++);
  }

  void apply(Map.Entry<ActivityKey, CatalogueEntry> entry, boolean twice) {
    apply(entry.getKey(), entry.getValue(), clock++);
    if (twice) {
      apply(entry.getKey(), entry.getValue(), clock++);
    }
  }

  /** Takes a record that was written before, with its time. */
  void apply(History.Step step) {
    switch (step) {
      case History.OfRoster(Athlete athlete, long time) -> apply(athlete, time);
      case History.OfCatalogue(ActivityKey key, CatalogueEntry entry, long time) ->
          apply(key, entry, time);
    }
  }

  private void apply(Athlete athlete, long time) {
    TestInputTopic<byte[], AthleteValue> topic =
        driver(athlete.id())
            .createInputTopic(
                TOPICS.roster().name(),
                new ByteArraySerializer(),
                RawAvroSerde.<AthleteValue>of(AthleteValue.getClassSchema()).serializer());
    topic.pipeInput(athlete.id().value().getBytes(UTF_8), AthleteMapper.toAvro(athlete), time);
  }

  private void apply(ActivityKey key, CatalogueEntry entry, long time) {
    TestInputTopic<byte[], CatalogueEntryValue> topic =
        driver(key.athlete())
            .createInputTopic(
                TOPICS.activities(1).name(),
                new ByteArraySerializer(),
                RawAvroSerde.<CatalogueEntryValue>of(CatalogueEntryValue.getClassSchema())
                    .serializer());
    topic.pipeInput(CatalogueKey.bytes(key), CatalogueEntryMapper.toAvro(entry), time);
  }

  /** A record of a season's results in its partition. */
  record Result(int partition, SeasonResultKey key, SeasonResultValue value) {}

  /** What a lock would write, the closing record of each partition last. */
  List<Result> lock(BoardView.LockedSeason lock, LocalDate from, LocalDate to) {
    List<Result> results = new ArrayList<>();
    List<KeyValueStore<Bytes, byte[]>> stores = stores();
    for (int partition = 0; partition < stores.size(); partition++) {
      int number = partition;
      int athletes = 0;
      try (SeasonCopier copier =
          stores
              .get(partition)
              .query(
                  new SeasonQuery.Standings(from, to),
                  PositionBound.unbounded(),
                  new QueryConfig(false))
              .getResult()) {
        while (copier.hasNext()) {
          KeyValue<AthleteId, AthleteSeason> next = copier.next();
          athletes++;
          results.add(
              new Result(
                  partition,
                  new SeasonResultKey(lock.season(), lock.lock(), next.key),
                  SeasonResults.toAvro(next.value)));
        }
      }
      results.add(
          new Result(
              partition,
              new SeasonResultKey(lock.season(), lock.lock(), null),
              SeasonResults.toAvro(athletes)));
    }
    return results;
  }

  void apply(Result result) {
    drivers
        .get(result.partition)
        .createInputTopic(
            TOPICS.seasonResults().name(),
            new ByteArraySerializer(),
            RawAvroSerde.<SeasonResultValue>of(SeasonResultValue.getClassSchema()).serializer())
        .pipeInput(result.key.bytes(), result.value, clock++);
  }

  /** A changed roster row drops all boards of its partition; nobody else sees this athlete. */
  void dropBoards() {
    for (int partition = 0; partition < drivers.size(); partition++) {
      int wanted = partition;
      AthleteId unknown =
          Stream.iterate(0, number -> number + 1)
              .map(number -> new AthleteId("nobody-" + number))
              .filter(id -> Partitions.ofAthlete(id, drivers.size()) == wanted)
              .findFirst()
              .orElseThrow();
      apply(new Athlete(unknown, "Nobody", List.of(), Visibility.SHOWN, null, null));
    }
  }

  Fingerprint version(BoardView view) {
    return ask(new LeaderboardQuery.BoardVersion(view, Choice.NEWEST)).stream()
        .map(BoardAnswer::version)
        .reduce(Fingerprint.ZERO, Fingerprint::plus);
  }

  List<Oracle.Row> rows(BoardView view) {
    if (view.subject() instanceof BoardView.Groups) {
      return List.of();
    }
    return merged(view, null, null, 1000);
  }

  /** Those who keep a place on the board without their names. */
  Set<String> nameless(BoardView view) {
    LeaderboardQuery.TopMembers all =
        new LeaderboardQuery.TopMembers(view, Choice.NEWEST, null, null, 1000, null);
    return ask(all).stream()
        .flatMap(answer -> answer.result().rows().stream())
        .filter(Standing::nameless)
        .map(standing -> standing.place().id())
        .collect(Collectors.toSet());
  }

  /** The whole board, read from its end in pages of two. */
  List<Oracle.Row> pagedBackwards(BoardView view) {
    List<Oracle.Row> all = new ArrayList<>();
    Place before = new Place(Long.MIN_VALUE, "~");
    while (true) {
      List<Oracle.Row> merged = merged(view, null, before, 2);
      List<Oracle.Row> page = merged.subList(Math.max(0, merged.size() - 2), merged.size());
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(0, page);
      before = new Place(page.getFirst().score(), page.getFirst().id());
    }
  }

  private List<Oracle.Row> merged(
      BoardView view, @Nullable Place after, @Nullable Place before, int limit) {
    List<Oracle.Row> rows = new ArrayList<>();
    for (BoardAnswer<LeaderboardQuery.TopMembers.Page> answer :
        ask(new LeaderboardQuery.TopMembers(view, Choice.NEWEST, after, before, limit, null))) {
      for (Standing standing : answer.result().rows()) {
        rows.add(
            new Oracle.Row(
                standing.place().id(), standing.place().score(), numbers(standing.tally())));
      }
    }
    rows.sort(
        Comparator.comparingLong((Oracle.Row row) -> -row.score()).thenComparing(Oracle.Row::id));
    return rows;
  }

  long countAbove(BoardView view, long score) {
    return ask(new LeaderboardQuery.CountAbove(view, Choice.NEWEST, List.of(score))).stream()
        .mapToLong(answer -> answer.result().getFirst())
        .sum();
  }

  long countBefore(BoardView view, Place place) {
    return ask(new LeaderboardQuery.CountBefore(view, Choice.NEWEST, place)).stream()
        .mapToLong(BoardAnswer::result)
        .sum();
  }

  Map<String, List<Long>> groups(BoardView view, GroupBy by) {
    Map<String, List<Long>> sums = new HashMap<>();
    for (GroupStanding group : groupStandings(view, by)) {
      if (group.tally().sums().activities() > 0) {
        List<Long> numbers = new ArrayList<>(numbers(group.tally()));
        numbers.add(group.active());
        sums.merge(group.id(), numbers, PartitionedRanking::added);
      }
    }
    return sums;
  }

  /** What the answers by company, departments and sports call their snapshots. */
  Set<List<Fingerprint>> groupVersions(BoardView view) {
    Set<List<Fingerprint>> versions = new HashSet<>();
    for (GroupBy by : GroupBy.values()) {
      versions.add(
          ask(new LeaderboardQuery.GroupStandings(view, Choice.NEWEST, by)).stream()
              .map(BoardAnswer::version)
              .toList());
    }
    return versions;
  }

  Map<String, Long> memberCounts(BoardView view) {
    Map<String, Long> counts = new HashMap<>();
    for (GroupStanding group : groupStandings(view, GroupBy.DEPARTMENTS)) {
      if (group.members() > 0) {
        counts.merge(group.id(), group.members(), Long::sum);
      }
    }
    return counts;
  }

  private List<GroupStanding> groupStandings(BoardView view, GroupBy by) {
    return ask(new LeaderboardQuery.GroupStandings(view, Choice.NEWEST, by)).stream()
        .flatMap(answer -> answer.result().stream())
        .toList();
  }

  /** The store of each partition. */
  List<KeyValueStore<Bytes, byte[]>> stores() {
    return drivers.stream()
        .map(driver -> driver.<Bytes, byte[]>getKeyValueStore(RankingTopology.STORE))
        .toList();
  }

  /** What the athlete's activities that are there add. */
  SortedMap<ActivityKey, Contribution> contributions(AthleteId athlete) {
    SortedMap<ActivityKey, Contribution> contributions = new TreeMap<>();
    List<KeptActivity> kept =
        stores()
            .get(Partitions.ofAthlete(athlete, drivers.size()))
            .query(
                new ActivityQuery.OfAthlete(athlete),
                PositionBound.unbounded(),
                new QueryConfig(false))
            .getResult();
    for (KeptActivity activity : kept) {
      if (activity.row() instanceof ActivityRow.Known known) {
        contributions.put(activity.key(), known.contribution());
      }
    }
    return contributions;
  }

  /** All rows of all partitions, by their keys. */
  SortedMap<Bytes, byte[]> keptRows() {
    SortedMap<Bytes, byte[]> kept = new TreeMap<>();
    for (KeyValueStore<Bytes, byte[]> store : stores()) {
      try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
        all.forEachRemaining(row -> kept.put(row.key, row.value));
      }
    }
    return kept;
  }

  private <T> List<BoardAnswer<T>> ask(LeaderboardQuery<T> query) {
    List<BoardAnswer<T>> answers = new ArrayList<>();
    for (TopologyTestDriver driver : drivers) {
      KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(RankingTopology.STORE);
      Optional<BoardAnswer<T>> answer =
          store.query(query, PositionBound.unbounded(), new QueryConfig(false)).getResult();
      answers.add(answer.orElseThrow());
    }
    return answers;
  }

  private TopologyTestDriver driver(AthleteId athlete) {
    return drivers.get(Partitions.ofAthlete(athlete, drivers.size()));
  }

  private static List<Long> numbers(Tally tally) {
    return List.of(
        tally.sums().points(),
        tally.sums().activities(),
        tally.sums().distance(),
        tally.sums().seconds(),
        tally.sums().climbed(),
        tally.activeDays());
  }

  private static List<Long> added(List<Long> one, List<Long> other) {
    List<Long> sum = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      sum.add(one.get(i) + other.get(i));
    }
    return sum;
  }

  @Override
  public void close() {
    drivers.forEach(TopologyTestDriver::close);
  }
}
