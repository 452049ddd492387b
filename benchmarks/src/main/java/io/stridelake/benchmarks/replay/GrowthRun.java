package io.stridelake.benchmarks.replay;

import io.stridelake.benchmarks.Report;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.streams.StreamsApp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/**
 * {@code ./stride benchmarks growth}: the ranking app over a catalogue and over one with ten times
 * as many activities of twenty times as many athletes, and the memory that it takes then.
 */
public final class GrowthRun {
  private static final int FEWER_ACTIVITIES = 10;
  private static final int FEWER_ATHLETES = 20;
  private static final double MOST_LOST = 0.8;
  private static final double MEGABYTE = 1 << 20;

  private final DerivingApps apps;
  private final Report report;

  private GrowthRun(DerivingApps apps, Report report) {
    this.apps = apps;
    this.report = report;
  }

  private record Derived(double rate, double seconds, long heap, long rocks, long resident) {}

  /**
   * Measures, prints and writes.
   *
   * @param arguments the folder for the result, the commit that is measured, how many activities of
   *     how many athletes there are in the end
   */
  public static void main(String[] arguments) throws Exception {
    int activities = Integer.parseInt(arguments[2]);
    int athletes = Integer.parseInt(arguments[3]);
    Report report = new Report("Growth", arguments[1]);
    try (DerivingApps apps = new DerivingApps()) {
      new GrowthRun(apps, report).run(activities, athletes);
    }
    report.publish(Path.of(arguments[0]), "growth.md");
  }

  private void run(int activities, int athletes) throws Exception {
    CatalogueGenerator generator = new CatalogueGenerator();
    int fewer = activities / FEWER_ACTIVITIES;
    generator.fill(apps, 1, fewer, athletes / FEWER_ATHLETES);
    generator.fill(apps, 2, activities, athletes);
    derive(1, 1, fewer);
    Derived small = derive(2, 1, fewer);
    Derived large = derive(3, 2, activities);
    report.line("Catalogues written directly, 12 partitions, broker in a process of its own.");
    report.head("activities", "athletes", "seconds", "activities/s", "heap", "RocksDB", "resident");
    row(fewer, athletes / FEWER_ATHLETES, small);
    row(activities, athletes, large);
    report.endTable();
    report.line(
        "The rate at the larger size is %.2f of the smaller one's (target %.2f: %s). Heap is what is in use after a collection, RocksDB its caches and write buffers, resident the whole process with at most %,.0f MB of heap."
            .formatted(
                large.rate() / small.rate(),
                MOST_LOST,
                large.rate() >= MOST_LOST * small.rate() ? "holds" : "missed",
                Runtime.getRuntime().maxMemory() / MEGABYTE));
  }

  private void row(int activities, int athletes, Derived derived) {
    report.row(
        List.of(
            "%,d".formatted(activities),
            "%,d".formatted(athletes),
            "%.1f".formatted(derived.seconds()),
            "%,.0f".formatted(derived.rate()),
            "%,.0f MB".formatted(derived.heap() / MEGABYTE),
            "%,.0f MB".formatted(derived.rocks() / MEGABYTE),
            "%,.0f MB".formatted(derived.resident() / MEGABYTE)));
  }

  private Derived derive(int generation, int catalogue, int activities) throws Exception {
    RankingTopology.Observers observers = new RankingTopology.Observers();
    try (StreamsApp app = apps.ranking(generation, catalogue, observers)) {
      app.start();
      long began = System.nanoTime();
      double rate = Stopwatch.rate(observers.changes()::count, activities);
      double seconds = (System.nanoTime() - began) / 1e9;
      System.gc();
      return new Derived(
          rate,
          seconds,
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          rocks(app.streams()),
          resident());
    }
  }

  /** All stores share one cache, to which their write buffers are charged. */
  private static long rocks(KafkaStreams streams) {
    long cache = 0;
    long readers = 0;
    for (Metric metric : streams.metrics().values()) {
      switch (metric.metricName().name()) {
        case "block-cache-usage" -> cache = Math.max(cache, number(metric));
        case "estimate-table-readers-mem" -> readers += number(metric);
        default -> {
          // Not about memory.
        }
      }
    }
    return cache + readers;
  }

  private static long number(Metric metric) {
    return ((Number) metric.metricValue()).longValue();
  }

  /** Bytes of this process in memory, as Linux says; 0 elsewhere. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }
}
