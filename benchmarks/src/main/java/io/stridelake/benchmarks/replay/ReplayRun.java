package io.stridelake.benchmarks.replay;

import io.stridelake.benchmarks.Report;
import io.stridelake.benchmarks.installation.RedisServer;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.streams.StreamsApp;
import java.nio.file.Path;
import java.time.Duration;
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
    double consumer = consumer();
    catalogue(some);
    double catalogue = catalogue(activities);
    int read = numbers;
    ranking(read, some);
    double ranking = ranking(read, activities);
    double both = both();
    textbook(some);
    double textbook = textbook(activities);
    report.head("what", "activities/s", "beside", "ratio", "target");
    row("consumer that does nothing, from the lake", consumer);
    row("textbook topology, from the lake", textbook);
    row("catalogue app, from the lake", catalogue, "consumer", consumer, 0.4);
    row("both apps at once, from the lake", both, "consumer", consumer, 0.25);
    row("", both, "textbook", textbook, 4);
    row("ranking app, from the catalogue", ranking, "textbook", textbook, 10);
    redis(read, ranking);
    duckDb(read, ranking);
    report.endTable();
  }

  private void redis(int catalogue, double ranking) throws Exception {
    if (!RedisServer.isInstalled()) {
      report.row(List.of("(no Redis: redis-server is not on the PATH)", "", "", "", ""));
      return;
    }
    try (RedisPeer redis = new RedisPeer(apps.folder())) {
      redis.rate(apps, catalogue, activities / SHARE_OF_WARM_UP);
      double rate = redis.rate(apps, catalogue, activities);
      row("", ranking, "Redis, ZINCRBY pipelined: %,.0f".formatted(rate), rate, 1);
    }
  }

  private void duckDb(int catalogue, double ranking) throws Exception {
    DuckDbPeer.rates(apps, catalogue, activities / SHARE_OF_WARM_UP);
    DuckDbPeer.Rates rates = DuckDbPeer.rates(apps, catalogue, activities);
    row(
        "",
        ranking,
        "DuckDB, from the catalogue: %,.0f".formatted(rates.inAll()),
        rates.inAll(),
        1 / 3.0);
    row("", ranking, "DuckDB, SQL alone: %,.0f".formatted(rates.sql()), rates.sql(), 0);
  }

  private void row(String what, double rate) {
    report.row(List.of(what, "%,.0f".formatted(rate), "", "", ""));
  }

  private void row(String what, double rate, String peer, double peerRate, double target) {
    double ratio = rate / peerRate;
    report.row(
        List.of(
            what,
            "%,.0f".formatted(rate),
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
    int number = ++numbers;
    try (StreamsApp app = apps.catalogue(number)) {
      app.start();
      return Stopwatch.rate(() -> apps.entriesOf(number), goal);
    }
  }

  private double ranking(int catalogue, int goal) throws Exception {
    RankingTopology.Observers observers = new RankingTopology.Observers();
    try (StreamsApp app = apps.ranking(++numbers, catalogue, observers)) {
      app.start();
      return Stopwatch.rate(observers.changes()::count, goal);
    }
  }

  /** As a rescore from the lake runs them. */
  private double both() throws Exception {
    int number = ++numbers;
    RankingTopology.Observers observers = new RankingTopology.Observers();
    try (StreamsApp catalogue = apps.catalogue(number);
        StreamsApp ranking = apps.ranking(number, number, observers)) {
      catalogue.start();
      ranking.start();
      return Stopwatch.rate(observers.changes()::count, activities);
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
