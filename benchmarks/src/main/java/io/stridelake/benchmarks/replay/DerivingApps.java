package io.stridelake.benchmarks.replay;

import io.stridelake.avro.AvroSerdes;
import io.stridelake.benchmarks.WorkFolder;
import io.stridelake.benchmarks.installation.Broker;
import io.stridelake.benchmarks.installation.FreePort;
import io.stridelake.benchmarks.installation.Program;
import io.stridelake.catalogue.CatalogueTopology;
import io.stridelake.generation.RuleSetDocument;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.leaderboard.LeaderboardLimits;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSets;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.SeasonResultValue;
import io.stridelake.streams.Brake;
import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.StreamsApp;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.streams.membership.InputLag;
import io.stridelake.topics.TopicCatalogue;
import io.stridelake.topics.TopicProvisioner;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
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

/** The apps as the service starts them, over a broker and registry in a process of their own. */
final class DerivingApps implements AutoCloseable {
  /** The default rules. */
  static final RuleSet RULES =
      RuleSetDocument.of(RuleSets.defaultRuleSet(), "default rules").ruleSet();

  private static final TopicCatalogue TOPICS = new TopicCatalogue();

  private final WorkFolder work = WorkFolder.make("replay-");
  private final Program broker;
  private final String bootstrap;
  private final Admin admin;
  private final StreamsConfiguration configuration;
  private final RankingTopology.Inputs inputs;

  /** Starts one in a new folder below target. */
  DerivingApps() throws Exception {
    int port = FreePort.any();
    int registryPort = FreePort.any();
    broker = Broker.start(work.path(), port, registryPort);
    bootstrap = "127.0.0.1:" + port;
    admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrap));
    configuration =
        new StreamsConfiguration(
            bootstrap,
            "http://127.0.0.1:" + registryPort,
            null,
            work.path().resolve("streams"),
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
            TOPICS.partitions(),
            TOPICS.replication(),
            Duration.ofMillis(300),
            Duration.ofSeconds(30),
            "stridelake.ingest");
    inputs =
        new RankingTopology.Inputs(
            serde(CatalogueEntryValue.class),
            serde(AthleteValue.class),
            serde(SeasonResultValue.class));
  }

  TopicCatalogue topics() {
    return TOPICS;
  }

  /** For what is needed while they run. */
  Path folder() {
    return work.path();
  }

  String bootstrap() {
    return bootstrap;
  }

  String registry() {
    return configuration.registryUrl();
  }

  Serde<CatalogueEntryValue> entries() {
    return inputs.entries();
  }

  /** Makes sure that the topics of a catalogue are there. */
  void provision(int catalogue) throws Exception {
    new TopicProvisioner(admin).ensure(TOPICS, TOPICS.all(List.of(catalogue)));
  }

  /** The app that reads the lake into a catalogue, not started. */
  StreamsApp catalogue(int catalogue) throws Exception {
    provision(catalogue);
    Brake brake = new Brake();
    InputLag lag = new InputLag();
    return app(
        "stridelake.catalogue.c" + catalogue,
        CatalogueTopology.of(TOPICS, catalogue, inputs.entries(), brake, lag),
        brake,
        lag);
  }

  /** How many records the threads of an app have processed. */
  static long processed(StreamsApp app) {
    return app.streams().metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("process-total"))
        .filter(metric -> metric.metricName().group().equals("stream-thread-metrics"))
        .mapToLong(metric -> ((Number) metric.metricValue()).longValue())
        .sum();
  }

  /** The app that derives rankings from a catalogue, not started. */
  StreamsApp ranking(int generation, int catalogue, RankingTopology.Observers observers) {
    Topology topology =
        RankingTopology.of(TOPICS, catalogue, RULES, inputs, LeaderboardLimits.DEFAULT, observers);
    StreamsApp app =
        app("stridelake.ranking.g" + generation, topology, observers.brake(), observers.inputs());
    observers.changelogs().listenTo(app.streams());
    return app;
  }

  /** The textbook topology with the settings that Kafka Streams has by itself, exactly-once. */
  StreamsApp textbook(String id, AtomicLong added) {
    Map<String, Object> settings =
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            id,
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            StreamsConfig.STATE_DIR_CONFIG,
            stateDir(),
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.NUM_STREAM_THREADS_CONFIG,
            configuration.threads());
    Topology topology = TextbookTopology.of(TOPICS.lake().name(), RULES, added);
    return new StreamsApp(id, topology, settings, new Brake());
  }

  /** A consumer of all of a topic, from its beginning. */
  KafkaConsumer<byte[], byte[]> consumer(String topic) {
    Map<String, Object> config = new HashMap<>(KafkaSettings.clients(configuration));
    config.put("isolation.level", "read_committed");
    config.put("max.partition.fetch.bytes", 2 * 1024 * 1024);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        IntStream.range(0, TOPICS.partitions())
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
    work.close();
  }

  private StreamsApp app(String id, Topology topology, Brake brake, InputLag lag) {
    Map<String, Object> settings = new HashMap<>(KafkaSettings.app(configuration, TOPICS, id));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir());
    return new StreamsApp(id, topology, settings, brake, lag);
  }

  private String stateDir() {
    return work.path().resolve("state").toString();
  }

  private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return AvroSerdes.valueSerde(type, KafkaSettings.serdes(configuration));
  }
}
