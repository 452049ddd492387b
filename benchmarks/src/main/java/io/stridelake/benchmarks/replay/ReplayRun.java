package io.stridelake.benchmarks.replay;

import io.stridelake.avro.AvroSerdes;
import io.stridelake.benchmarks.Report;
import io.stridelake.calendar.PeriodKind;
import io.stridelake.catalogue.CatalogueTopology;
import io.stridelake.generation.RuleSetDocument;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.leaderboard.LeaderboardLimits;
import io.stridelake.registry.RegistryServer;
import io.stridelake.rules.RuleSets;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.SeasonResultValue;
import io.stridelake.streams.Brake;
import io.stridelake.streams.KafkaPositions;
import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.StreamsApp;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.topics.TopicCatalogue;
import io.stridelake.topics.TopicProvisioner;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** {@code ./stride benchmarks replay}: deriving beside peers, in one table. */
public final class ReplayRun {
  private static final TopicCatalogue TOPICS = new TopicCatalogue();
  private static final int CATALOGUE = 1;

  private final Path folder;
  private final int activities;
  private final BrokerProcess broker;
  private final StreamsConfiguration configuration;
  private final RankingTopology.Inputs inputs;

  private ReplayRun(Path folder, int activities, BrokerProcess broker, RegistryServer registry) {
    this.folder = folder;
    this.activities = activities;
    this.broker = broker;
    this.configuration =
        new StreamsConfiguration(
            broker.bootstrap(),
            registry.url(),
            null,
            folder.resolve("streams"),
            URI.create("http://127.0.0.1:1"),
            null,
            "service",
            "admin",
            Runtime.getRuntime().availableProcessors(),
            0,
            0,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofHours(24),
            ZoneOffset.UTC,
            Duration.ofMillis(300));
    this.inputs =
        new RankingTopology.Inputs(
            serde(CatalogueEntryValue.class),
            serde(AthleteValue.class),
            serde(SeasonResultValue.class));
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
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "replay-");
    try (BrokerProcess broker = BrokerProcess.start(folder);
        RegistryServer registry = RegistryServer.start(broker.bootstrap(), 0)) {
      new ReplayRun(folder, activities, broker, registry).run(report, athletes);
    }
    report.publish(Path.of(arguments[0]), "replay.md");
  }

  private void run(Report report, int athletes) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrap()))) {
      new TopicProvisioner(admin).ensure(TOPICS, TOPICS.all(List.of(CATALOGUE)));
      long bytes = new LakeGenerator(TOPICS).fill(broker.bootstrap(), activities, athletes);
      report.line(
          "%,d activities of %,d athletes, %.1f KB each, lz4, 12 partitions, broker in a process of its own."
              .formatted(activities, athletes, bytes / 1024.0 / activities));
      consumer();
      double consumer = consumer();
      double catalogue = catalogue(new KafkaPositions(admin));
      double ranking = ranking();
      double textbook = textbook();
      double both = 1 / (1 / catalogue + 1 / ranking);
      report.head("what", "activities/s", "beside", "ratio", "target");
      row(report, "consumer that does nothing", consumer, "", 0, 0);
      row(report, "catalogue app, from the lake", catalogue, "consumer", catalogue / consumer, 0.4);
      row(report, "both apps, one after the other", both, "consumer", both / consumer, 0.25);
      row(report, "textbook topology, from the catalogue", textbook, "", 0, 0);
      row(report, "ranking app, from the catalogue", ranking, "textbook", ranking / textbook, 10);
      report.endTable();
    }
  }

  private static void row(
      Report report, String what, double rate, String peer, double ratio, double target) {
    report.row(
        List.of(
            what,
            "%,.0f".formatted(rate),
            peer,
            ratio == 0 ? "" : "%.2f".formatted(ratio),
            target == 0
                ? ""
                : String.format(
                    Locale.ROOT, "%.2f: %s", target, ratio >= target ? "holds" : "missed")));
  }

  /** The limit: everything is read and looked at no further. */
  private double consumer() throws InterruptedException {
    Map<String, Object> config = new HashMap<>(KafkaSettings.clients(configuration));
    config.put("isolation.level", "read_committed");
    config.put("max.partition.fetch.bytes", 2 * 1024 * 1024);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, TOPICS.partitions())
              .mapToObj(partition -> new TopicPartition(TOPICS.lake().name(), partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long first = consumer.poll(Duration.ofSeconds(10)).count();
      long began = System.nanoTime();
      long read = first;
      while (read < activities) {
        read += consumer.poll(Duration.ofSeconds(1)).count();
      }
      return (read - first) / ((System.nanoTime() - began) / 1e9);
    }
  }

  private double catalogue(KafkaPositions positions) throws InterruptedException {
    String id = "stridelake.catalogue.c" + CATALOGUE;
    Brake brake = new Brake();
    Topology topology = CatalogueTopology.of(TOPICS, CATALOGUE, inputs.entries(), brake);
    try (StreamsApp app = app(id, topology, brake, Map.of())) {
      app.start();
      return Stopwatch.rate(
          () -> positions.writtenTo(TOPICS.activities(CATALOGUE).name(), TOPICS.partitions()),
          activities);
    }
  }

  private double ranking() throws InterruptedException {
    RankingTopology.Observers observers = new RankingTopology.Observers();
    Topology topology =
        RankingTopology.of(
            TOPICS,
            CATALOGUE,
            RuleSetDocument.of(RuleSets.defaultRuleSet(), "default rules").ruleSet(),
            inputs,
            LeaderboardLimits.DEFAULT,
            observers);
    try (StreamsApp app = app("stridelake.ranking.g1", topology, observers.brake(), Map.of())) {
      observers.changelogs().listenTo(app.streams());
      app.start();
      return Stopwatch.rate(observers.changes()::count, activities);
    }
  }

  /** With the settings that Kafka Streams has by itself, exactly-once. */
  private double textbook() throws InterruptedException {
    AtomicLong added = new AtomicLong();
    Topology topology =
        TextbookTopology.of(TOPICS.activities(CATALOGUE).name(), inputs.entries(), added);
    Map<String, Object> defaults =
        Map.of(
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            100L,
            StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
            10L << 20,
            StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
            false);
    try (StreamsApp app = app("textbook", topology, new Brake(), defaults)) {
      app.start();
      int sums = PeriodKind.values().length;
      return Stopwatch.rate(added::get, (long) activities * sums) / sums;
    }
  }

  private StreamsApp app(String id, Topology topology, Brake brake, Map<String, Object> others) {
    Map<String, Object> settings = new HashMap<>(KafkaSettings.app(configuration, TOPICS, id));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state").toString());
    settings.putAll(others);
    return new StreamsApp(id, topology, settings, brake);
  }

  private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return AvroSerdes.valueSerde(type, KafkaSettings.serdes(configuration));
  }
}
