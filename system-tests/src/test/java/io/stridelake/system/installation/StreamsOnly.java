package io.stridelake.system.installation;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.athlete.Athlete;
import io.stridelake.avro.AvroSerdes;
import io.stridelake.query.QueryService;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.mapping.AthleteMapper;
import io.stridelake.testkafka.TestKafka;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A broker, a registry and instances of scoring-streams: what derives, and nobody who asks. */
public final class StreamsOnly implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final TestKafka kafka;
  private final Registry registry;
  private final TopicCatalogue topics;
  private final Http http = new Http();
  private final Path dir;
  private final List<StreamsProcess> streams = new ArrayList<>();
  private final List<StreamsProcess> queries = new ArrayList<>();

  /**
   * Starts everything and waits until it is ready.
   *
   * @param dir for data and logs, must not exist
   * @param rules the rule set's file
   * @param partitions of the topics
   * @param instances how many of scoring-streams
   * @param more further variables of theirs
   */
  public StreamsOnly(
      Path dir, Path rules, int partitions, int instances, Map<String, String> more) {
    this(dir, rules, partitions, instances, more, StreamsProcess.classPath());
  }

  /** As above, with instances of the build that the class path is. */
  public StreamsOnly(
      Path dir,
      Path rules,
      int partitions,
      int instances,
      Map<String, String> more,
      String classPath) {
    this.dir = dir;
    topics = new TopicCatalogue(partitions, (short) 1);
    kafka = TestKafka.shared();
    registry = Registry.start(kafka.bootstrapServers(), dir);
    Map<String, String> environment = new java.util.HashMap<>(more);
    environment.put("STRIDE_KAFKA_BOOTSTRAP", kafka.bootstrapServers());
    environment.put("STRIDE_SCHEMA_REGISTRY_URL", registry.url());
    environment.put("STRIDE_AVRO_SERDE", Installation.SERDE);
    environment.put("STRIDE_RULES", rules.toString());
    environment.put("STRIDE_ADMIN_TOKEN", Installation.ADMIN);
    environment.put("STRIDE_SERVICE_TOKEN", Installation.SERVICE);
    environment.put("STRIDE_PARTITIONS", Integer.toString(partitions));
    for (int i = 1; i <= instances; i++) {
      StreamsProcess process = new StreamsProcess("streams-" + i, dir, environment);
      streams.add(process);
      process.use(classPath);
      process.start();
    }
    streams.forEach(this::awaitReady);
  }

  public String bootstrap() {
    return kafka.bootstrapServers();
  }

  public TopicCatalogue topics() {
    return topics;
  }

  public String registryUrl() {
    return registry.url();
  }

  public StreamsProcess streams(int index) {
    return streams.get(index);
  }

  /** Starts a query service of the build that the class path is, and waits until it is ready. */
  public StreamsProcess startQuery(String name, String classPath) {
    String instances = String.join(",", streams.stream().map(StreamsProcess::url).toList());
    StreamsProcess query =
        new StreamsProcess(
            name,
            dir,
            Map.of(
                "STRIDE_STREAMS_URL",
                instances,
                "STRIDE_ADMIN_TOKEN",
                Installation.ADMIN,
                "STRIDE_SERVICE_TOKEN",
                Installation.SERVICE),
            QueryService.class.getName(),
            "STRIDE_PORT");
    queries.add(query);
    query.use(classPath);
    query.start();
    awaitReady(query);
    return query;
  }

  /** The public API of a query service. */
  public Http.Answer api(StreamsProcess query, String path) {
    return http.get(query.url() + "/api/v1" + path);
  }

  /** The status of a health endpoint. */
  public int health(StreamsProcess process, String which) {
    return http.get(process.url() + "/health/" + which).status();
  }

  /** Waits until an instance's readiness endpoint says so. */
  public void awaitReady(StreamsProcess process) {
    await("instance is ready")
        .ignoreExceptions()
        .until(() -> http.get(process.url() + "/health/readiness").status() == 200);
  }

  /** Puts athletes into the roster. */
  public void enrol(List<Athlete> athletes) {
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        Serializer<AthleteValue> serializer =
            AvroSerdes.<AthleteValue>valueSerde(
                    AthleteValue.class,
                    Map.of(
                        "schema.registry.url",
                        registry.url(),
                        AvroSerdes.SERDE,
                        Installation.SERDE))
                .serializer()) {
      String topic = topics.roster().name();
      for (Athlete athlete : athletes) {
        producer.send(
            new ProducerRecord<>(
                topic,
                Partitions.ofAthlete(athlete.id(), topics.partitions()),
                athlete.id().value().getBytes(StandardCharsets.UTF_8),
                serializer.serialize(topic, AthleteMapper.toAvro(athlete))));
      }
    }
  }

  /** Asks an instance. */
  public Http.Answer get(int through, String path) {
    return http.get(streams(through).url() + path, "Authorization", "Bearer " + Installation.ADMIN);
  }

  /** Has an instance do something. */
  public Http.Answer post(int through, String path, String body) {
    return http.send(
        "POST",
        streams(through).url() + path,
        body.getBytes(StandardCharsets.UTF_8),
        "Authorization",
        "Bearer " + Installation.ADMIN,
        "Content-Type",
        "application/json");
  }

  /** Waits until a generation is complete, and says what it comes to. */
  public String checksum(int generation) {
    await("generation " + generation + " is complete")
        .ignoreExceptions()
        .until(
            () -> {
              JsonNode one = get(0, "/admin/generations/" + generation).expect(200).json();
              return one.get("complete").asBoolean();
            });
    String[] sum = new String[1];
    await("generation " + generation + " adds up")
        .ignoreExceptions()
        .until(
            () -> {
              Http.Answer answer = post(0, "/admin/generations/" + generation + "/checksum", "");
              sum[0] = answer.expect(200).json().get("checksum").asText();
              return true;
            });
    return sum[0];
  }

  /** Waits, and ends at once when an instance has died by itself. */
  public ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .failFast(what + ": a process ended", () -> streams.forEach(StreamsProcess::check));
  }

  @Override
  public void close() throws Exception {
    queries.forEach(StreamsProcess::close);
    streams.forEach(StreamsProcess::close);
    registry.close();
    kafka.close();
    http.close();
  }
}
