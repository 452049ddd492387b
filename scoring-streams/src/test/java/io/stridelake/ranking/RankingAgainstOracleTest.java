package io.stridelake.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Visibility;
import io.stridelake.generation.RuleSetDocument;
import io.stridelake.ranking.leaderboard.BoardAnswer;
import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import io.stridelake.ranking.leaderboard.ChangeCounter;
import io.stridelake.ranking.leaderboard.Fingerprint;
import io.stridelake.ranking.leaderboard.GroupStanding;
import io.stridelake.ranking.leaderboard.LeaderboardLimits;
import io.stridelake.ranking.leaderboard.LeaderboardQuery;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.Choice;
import io.stridelake.ranking.leaderboard.Place;
import io.stridelake.ranking.leaderboard.Standing;
import io.stridelake.ranking.leaderboard.Tally;
import io.stridelake.rules.Metric;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSets;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.mapping.AthleteMapper;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.streams.RawAvroSerde;
import io.stridelake.topics.CatalogueKey;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

class RankingAgainstOracleTest {
  private static final RuleSet RULES =
      RuleSetDocument.of(RuleSets.defaultRuleSet(), "default rules").ruleSet();

  /** As many where-groups as the default rule set, so that the same views do for both. */
  private static final RuleSet CAPPED =
      RuleSetDocument.of(
              """
              version: capped
              rules:
                - { id: walk, sports: [Walk, Hike], points: { per: km, value: 1 } }
                - { id: run, sports: [Run, Ride], points: { per: km, value: 0.5, min: 1 } }
                - { id: other, sports: ["*"], points: { per: minute, value: 0.125 } }
              caps:
                - { id: daily, scope: day, max: 12.5 }
                - { id: weekly, scope: week, max: 30 }
                - { id: feet, scope: week, max: 20.001, rules: [walk, run] }
              boards:
                - { id: athletes, of: athletes, metric: points }
                - { id: climbers, of: athletes, metric: points, where: "activity.sport == 'Hike'" }
                - { id: in-a-row, of: athletes, metric: longest_streak }
              """
                  .getBytes(UTF_8),
              "capped rules")
          .ruleSet();

  private static final int HISTORIES_PER_SEED = Boolean.getBoolean("stride.soak") ? 50 : 1;

  /** In memory where there is such a folder: thousands of stores are opened and closed. */
  private static final Path STATE =
      Files.isWritable(Path.of("/dev/shm")) ? Path.of("/dev/shm") : Path.of("target");

  private static long duplicates;
  private static long histories;

  /** Histories without duplicates would prove nothing about them. */
  @AfterContainer
  static void shouldHaveSeenDuplicates() {
    System.out.printf("Rankings: %d histories, %d duplicates in them%n", histories, duplicates);
    assertThat(duplicates).isGreaterThan(histories);
  }

  @Property(tries = 1000)
  void shouldEqualTheOracleAfterAnyHistory(@ForAll("seeds") long seed) {
    for (int history = 0; history < HISTORIES_PER_SEED; history++) {
      equalTheOracle(seed + history);
    }
  }

  private static void equalTheOracle(long seed) {
    Random random = new Random(seed);
    Company company = new Company(random);
    RuleSet rules = random.nextInt(3) == 0 ? RULES : CAPPED;
    Oracle oracle = new Oracle(company, rules);
    List<BoardView> views = views(random);
    try (App app = new App(1 + random.nextInt(4), rules)) {
      int changes = 1 + random.nextInt(80);
      for (int change = 0; change < changes; change++) {
        if (random.nextInt(5) == 0) {
          app.apply(company.changeRoster());
        } else {
          app.apply(company.changeActivity(), random.nextBoolean());
        }
        if (random.nextInt(6) == 0) {
          compare(views.get(random.nextInt(views.size())), app, oracle);
        }
      }
      views.forEach(view -> compare(view, app, oracle));
      new ActivitiesComparison(company, oracle, rules).compare(app.stores(), random);
      duplicates += oracle.duplicates().size();
      histories++;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("history of seed " + seed, e);
    }
  }

  /** Compared after every change, so that the board is never built anew in between. */
  @Property(tries = 60)
  void shouldFollowStreaksDayByDay(@ForAll long seed) {
    Random random = new Random(seed);
    Company company = new Company(random);
    Oracle oracle = new Oracle(company, CAPPED);
    BoardView view = view(random, new BoardView.Members(Metric.LONGEST_STREAK, random.nextInt(3)));
    try (App app = new App(1 + random.nextInt(2), CAPPED)) {
      for (int athlete = 0; athlete < 12; athlete++) {
        app.apply(company.changeRoster());
      }
      for (int change = 0; change < 80; change++) {
        if (random.nextInt(25) == 0) {
          app.apply(company.changeRoster());
        } else {
          app.apply(company.changeActivity(), random.nextBoolean());
        }

        compare(view, app, oracle);
      }
    }
  }

  @Property(tries = 40)
  void shouldNameABoardThatFollowedAndOneBuiltAnewAlike(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    Company company = new Company(random);
    List<BoardView> all = views(random);
    Collections.shuffle(all, random);
    List<BoardView> views = all.subList(0, 3);
    try (App app = new App(2, CAPPED)) {
      for (int change = 0; change < 30; change++) {
        views.forEach(app::version);
        if (random.nextInt(8) == 0) {
          app.apply(company.changeRoster());
        } else {
          app.apply(company.changeActivity(), random.nextBoolean());
        }
      }
      List<Fingerprint> followed = views.stream().map(app::version).toList();

      app.dropBoards();

      assertThat(views.stream().map(app::version).toList()).isEqualTo(followed);
    }
  }

  @Property(tries = 25)
  void shouldNameEqualBoardsAlikeHoweverTheyCameAbout(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    Company company = new Company(random);
    Map<ActivityKey, CatalogueEntry> last = new HashMap<>();
    List<BoardView> views = views(random);
    try (App lived = new App(3, CAPPED);
        App replayed = new App(1, CAPPED)) {
      for (int change = 0; change < 40; change++) {
        if (random.nextInt(5) == 0) {
          lived.apply(company.changeRoster());
        } else {
          Map.Entry<ActivityKey, CatalogueEntry> changed = company.changeActivity();
          last.put(changed.getKey(), changed.getValue());
          lived.apply(changed, false);
        }
        lived.version(views.get(random.nextInt(views.size())));
      }
      last.forEach((key, entry) -> replayed.apply(Map.entry(key, entry), false));
      company.roster.values().forEach(replayed::apply);

      for (BoardView view : views) {
        assertThat(lived.rows(view)).isEqualTo(replayed.rows(view));
      }
    }
  }

  /** All alike likely: by default small ones come again and again. */
  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().withDistribution(RandomDistribution.uniform()).withoutEdgeCases();
  }

  private static void compare(BoardView view, App app, Oracle oracle) {
    switch (view.subject()) {
      case BoardView.Members members -> {
        List<Oracle.Row> expected = oracle.members(view, members);
        assertThat(app.rows(view)).isEqualTo(expected);
        for (Oracle.Row row : expected) {
          long above = expected.stream().filter(other -> other.score() > row.score()).count();
          assertThat(app.countAbove(view, row.score())).isEqualTo(above);
          assertThat(app.countBefore(view, new Place(row.score(), row.id())))
              .isEqualTo(expected.indexOf(row));
        }
        assertThat(app.pagedBackwards(view)).isEqualTo(expected);
      }
      case BoardView.Groups groups -> {
        for (GroupBy by : GroupBy.values()) {
          compare(app.groups(view, by), oracle.groups(view, groups, by));
        }
        assertThat(app.memberCounts(view)).isEqualTo(oracle.memberCounts());
        assertThat(app.groupVersions(view)).hasSize(1);
      }
    }
  }

  private static void compare(Map<String, List<Long>> found, Map<String, Oracle.Sum> expected) {
    Map<String, List<Long>> sums = new HashMap<>();
    expected.forEach(
        (id, sum) -> {
          List<Long> numbers = new ArrayList<>(sum.numbers());
          numbers.add((long) sum.athletes.size());
          sums.put(id, numbers);
        });
    assertThat(found).isEqualTo(sums);
  }

  private static List<BoardView> views(Random random) {
    List<BoardView> views = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      long atLeast = random.nextBoolean() ? Long.MIN_VALUE : random.nextInt(5000);
      views.add(view(random, new BoardView.Members(metric, atLeast)));
    }
    views.add(view(random, new BoardView.Groups(true)));
    views.add(view(random, new BoardView.Groups(false)));
    return views;
  }

  private static BoardView view(Random random, BoardView.Subject subject) {
    int from = random.nextInt(30);
    int to = from + random.nextInt(30);
    return new BoardView(
        Company.day(from).toEpochDay(),
        Company.day(to).toEpochDay(),
        random.nextInt(4) == 0 ? "Run" : null,
        random.nextInt(4) == 0 ? "Sales" : null,
        random.nextInt(RULES.groups()),
        random.nextBoolean(),
        subject);
  }

  /** One driver a partition, put together as the query service does it. */
  private static final class App implements AutoCloseable {
    private static final TopicCatalogue TOPICS = new TopicCatalogue();

    private final List<TopologyTestDriver> drivers = new ArrayList<>();
    private long clock = 1;

    App(int partitions, RuleSet rules) {
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
                        RawAvroSerde.of(AthleteValue.getClassSchema())),
                    new LeaderboardLimits(3, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                    new ChangeCounter()),
                settings));
      }
    }

    void apply(Athlete athlete) {
      TestInputTopic<byte[], AthleteValue> topic =
          driver(athlete.id())
              .createInputTopic(
                  TOPICS.roster().name(),
                  new ByteArraySerializer(),
                  RawAvroSerde.<AthleteValue>of(AthleteValue.getClassSchema()).serializer());
      topic.pipeInput(athlete.id().value().getBytes(UTF_8), AthleteMapper.toAvro(athlete), clock++);
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

    void apply(Map.Entry<ActivityKey, CatalogueEntry> entry, boolean twice) {
      TestInputTopic<byte[], CatalogueEntryValue> topic =
          driver(entry.getKey().athlete())
              .createInputTopic(
                  TOPICS.activities(1).name(),
                  new ByteArraySerializer(),
                  RawAvroSerde.<CatalogueEntryValue>of(CatalogueEntryValue.getClassSchema())
                      .serializer());
      byte[] key = CatalogueKey.bytes(entry.getKey());
      topic.pipeInput(key, CatalogueEntryMapper.toAvro(entry.getValue()), clock++);
      if (twice) {
        topic.pipeInput(key, CatalogueEntryMapper.toAvro(entry.getValue()), clock++);
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
          sums.merge(group.id(), numbers, App::added);
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
}
