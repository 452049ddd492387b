package io.stridelake.benchmarks.replay;

import io.stridelake.benchmarks.Report;
import io.stridelake.benchmarks.Rounds;
import io.stridelake.benchmarks.installation.RedisServer;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.streams.StreamsApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * {@code ./stride benchmarks replay}: deriving beside peers, in one table.
 *
 * <p>Everything has run before for a while when it is measured, since an instance that rescores has
 * run for days: a part of the same data first, from nothing, which does not count.
 */
public final class ReplayRun {
  private static final int SHARE_OF_WARM_UP = 4;
  private static final int ROUNDS = 5;

  private final DerivingApps apps;
  private final Report report;
  private final int activities;
  private int numbers;

  private ReplayRun(DerivingApps apps, Report report, int activities) {
    this.apps = apps;
    this.report = report;
    this.activities = activities;
  }

  /**
   * Measures, prints and writes.
   *
   * @param arguments the folder for the result, the commit that is measured, how many activities of
   *     how many athletes
   */
  public static void main(String[] arguments) throws Exception {
    int activities = Integer.parseInt(arguments[2]);
    int athletes = Integer.parseInt(arguments[3]);
    Report report = new Report("Replay", arguments[1]);
    try (DerivingApps apps = new DerivingApps()) {
      apps.provision(1);
      long bytes = new LakeGenerator(apps.topics()).fill(apps.bootstrap(), activities, athletes);
      report.line(
          "%,d activities of %,d athletes, %.1f KB each, lz4, 12 partitions, broker in a process of its own."
              .formatted(activities, athletes, bytes / 1024.0 / activities));
      new ReplayRun(apps, report, activities).run();
    }
    report.publish(Path.of(arguments[0]), "replay.md");
  }

  private void run() throws Exception {
    int some = activities / SHARE_OF_WARM_UP;
    consumer();
    catalogue(some);
    int read = ++numbers;
    catalogue(read, activities);
    ranking(read, some);
    List<Double> consumers = new ArrayList<>();
    List<Double> catalogues = new ArrayList<>();
    List<Double> rankings = new ArrayList<>();
    List<Double> boths = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      consumers.add(consumer());
      catalogues.add(catalogue(activities));
      rankings.add(ranking(read, activities));
      boths.add(both());
    }
    textbook(some);
    double textbook = textbook(activities);
    double consumer = Rounds.of(consumers).median();
    double catalogue = Rounds.of(catalogues).median();
    double ranking = Rounds.of(rankings).median();
    double both = Rounds.of(boths).median();
    report.line(
        "Medians of %d rounds in turn, with the slowest and the fastest; textbook topology, Redis and DuckDB once."
            .formatted(ROUNDS));
    report.head("what", "activities/s", "rounds", "beside", "ratio", "target");
    row("consumer that does nothing, from the lake", consumer, span(consumers));
    row("textbook topology, from the lake", textbook, "");
    row("catalogue app, from the lake", catalogue, span(catalogues), "consumer", consumer, 0.4);
    row("both apps at once, from the lake", both, span(boths), "consumer", consumer, 0.25);
    row("", both, "", "textbook", textbook, 4);
    row("ranking app, from the catalogue", ranking, span(rankings), "textbook", textbook, 10);
    redis(read, ranking);
    duckDb(read, ranking);
    report.endTable();
  }

  private static String span(List<Double> rates) {
    Rounds rounds = Rounds.of(rates);
    return "%,.0f – %,.0f".formatted(rounds.least(), rounds.most());
  }

  private void redis(int catalogue, double ranking) throws Exception {
    if (!RedisServer.isInstalled()) {
      report.row(List.of("(no Redis: redis-server is not on the PATH)", "", "", "", "", ""));
      return;
    }
    try (RedisPeer redis = new RedisPeer(apps.folder())) {
      redis.rate(apps, catalogue, activities / SHARE_OF_WARM_UP);
      double rate = redis.rate(apps, catalogue, activities);
      row("", ranking, "", "Redis, ZINCRBY pipelined: %,.0f".formatted(rate), rate, 1);
    }
  }

  private void duckDb(int catalogue, double ranking) throws Exception {
    DuckDbPeer.rates(apps, catalogue, activities / SHARE_OF_WARM_UP);
    DuckDbPeer.Rates rates = DuckDbPeer.rates(apps, catalogue, activities);
    row(
        "",
        ranking,
        "",
        "DuckDB, from the catalogue: %,.0f".formatted(rates.inAll()),
        rates.inAll(),
        1 / 3.0);
    row("", ranking, "", "DuckDB, SQL alone: %,.0f".formatted(rates.sql()), rates.sql(), 0);
  }

  private void row(String what, double rate, String rounds) {
    report.row(List.of(what, "%,.0f".formatted(rate), rounds, "", "", ""));
  }

  private void row(
      String what, double rate, String rounds, String peer, double peerRate, double target) {
    double ratio = rate / peerRate;
    report.row(
        List.of(
            what,
            "%,.0f".formatted(rate),
            rounds,
            peer,
            "%.2f".formatted(ratio),
            target == 0
                ? ""
                : String.format(
                    Locale.ROOT, "%.2f: %s", target, ratio >= target ? "holds" : "missed")));
  }

  /** The limit: everything is read and looked at no further. */
  private double consumer() {
    try (KafkaConsumer<byte[], byte[]> consumer = apps.consumer(apps.topics().lake().name())) {
      long first = consumer.poll(Duration.ofSeconds(10)).count();
      long began = System.nanoTime();
      long read = first;
      while (read < activities) {
        read += consumer.poll(Duration.ofSeconds(1)).count();
      }
      return (read - first) / ((System.nanoTime() - began) / 1e9);
    }
  }

  private double catalogue(int goal) throws Exception {
    return catalogue(++numbers, goal);
  }

  private double catalogue(int number, int goal) throws Exception {
    try (StreamsApp app = apps.catalogue(number)) {
      app.start();
      return Stopwatch.rate(() -> DerivingApps.processed(app), goal);
    }
  }

  private double ranking(int catalogue, int goal) throws Exception {
    RankingTopology.Observers observers = new RankingTopology.Observers();
    try (StreamsApp app = apps.ranking(++numbers, catalogue, observers)) {
      app.start();
      return Stopwatch.rate(observers.changes()::count, goal);
    }
  }

  /** As a rescore from the lake runs them: from the first raw record on. */
  private double both() throws Exception {
    int number = ++numbers;
    RankingTopology.Observers observers = new RankingTopology.Observers();
    try (StreamsApp catalogue = apps.catalogue(number);
        StreamsApp ranking = apps.ranking(number, number, observers)) {
      ranking.start();
      catalogue.start();
      return Stopwatch.rate(
          () -> DerivingApps.processed(catalogue), observers.changes()::count, activities);
    }
  }

  private double textbook(int goal) throws Exception {
    AtomicLong added = new AtomicLong();
    try (StreamsApp app = apps.textbook("textbook-" + ++numbers, added)) {
      app.start();
      return Stopwatch.rate(added::get, (long) goal * Counters.OF_ACTIVITY) / Counters.OF_ACTIVITY;
    }
  }
}
