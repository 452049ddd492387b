package io.stridelake.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import io.stridelake.avro.AvroSerdes;
import io.stridelake.registry.RegistryServer;
import io.stridelake.requirement.ReservedPort;
import io.stridelake.schema.AccountState;
import io.stridelake.schema.AccountValue;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.mapping.AthleteMapper;
import io.stridelake.testkafka.TestKafka;
import io.stridelake.topics.LakeHeaders;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka with a registry, a lake to write to, and as many instances of the service as are started.
 */
public final class TestInstallation implements AutoCloseable {
  /** How long anything may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Its topics. */
  public static final TopicCatalogue TOPICS = new TopicCatalogue();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Path folder;
  private final TestKafka kafka;
  private final RegistryServer registry;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Takes an empty Kafka and starts the registry. */
  public TestInstallation(Path folder) {
    this.folder = folder;
    this.kafka = TestKafka.shared();
    this.registry = RegistryServer.start(kafka.bootstrapServers(), 0);
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Where Kafka is. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public void close() {
    producer.close();
    registry.close();
    kafka.close();
  }

  /**
   * Starts an instance and waits until it is ready.
   *
   * @param name of its state folder, so that it finds again what it left
   */
  public Instance start(String name) throws Exception {
    return start(name, Map.of());
  }

  /** The same with further properties. */
  public Instance start(String name, Map<String, Object> more) throws Exception {
    Instance instance = startWithoutWaiting(name, more);
    await().atMost(PATIENCE).until(() -> instance.get("/health/readiness").statusCode() == 200);
    return instance;
  }

  /** Starts an instance that may not become ready. */
  public Instance startWithoutWaiting(String name) throws Exception {
    return startWithoutWaiting(name, Map.of());
  }

  private Instance startWithoutWaiting(String name, Map<String, Object> more) throws Exception {
    int port = ReservedPort.next();
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.port", port);
    properties.put("stridelake.streams.kafka-bootstrap", kafka.bootstrapServers());
    properties.put("stridelake.streams.registry-url", registry.url());
    properties.put("stridelake.streams.data-dir", folder.resolve(name).toString());
    properties.put("stridelake.streams.advertised-url", "http://127.0.0.1:" + port);
    properties.put("stridelake.streams.service-token", "service-secret");
    properties.put("stridelake.streams.admin-token", "admin-secret");
    properties.putAll(more);
    return new Instance(StreamsService.start(properties), port, folder.resolve(name));
  }

  /** Puts an athlete into the roster. */
  public void enrol(AthleteId id, String name, String department) throws Exception {
    enrol(id, name, department, Visibility.SHOWN);
  }

  /** Puts an athlete into the roster, shown or hidden. */
  public void enrol(AthleteId id, String name, String department, Visibility visibility)
      throws Exception {
    Athlete athlete =
        new Athlete(
            id, name, List.of(new Membership(department, null, null)), visibility, null, null);
    String topic = TOPICS.roster().name();
    byte[] value = avro(AthleteValue.class, topic, AthleteMapper.toAvro(athlete));
    send(topic, id, id.value().getBytes(UTF_8), value, false);
  }

  /** Takes an athlete out of the roster. */
  public void withdraw(AthleteId id) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                TOPICS.roster().name(),
                Partitions.ofAthlete(id, TOPICS.partitions()),
                id.value().getBytes(UTF_8),
                null))
        .get();
  }

  /** Puts what a provider pushed about an account into the inbox. */
  public RecordMetadata push(String account) throws Exception {
    return producer
        .send(
            new ProducerRecord<>(
                TOPICS.inbox().name(), account.getBytes(UTF_8), "{}".getBytes(UTF_8)))
        .get();
  }

  /** Stores an account as ingest-service does; without a state it is gone. */
  public void account(String account, @Nullable AccountState state, @Nullable Instant backfilled)
      throws Exception {
    String topic = TOPICS.accounts().name();
    byte[] value =
        state == null
            ? null
            : avro(
                AccountValue.class,
                topic,
                AccountValue.newBuilder()
                    .setAthleteId("somebody")
                    .setState(state)
                    .setUpdatedAt(Instant.EPOCH)
                    .setBackfilledAt(backfilled)
                    .build());
    producer.send(new ProducerRecord<>(topic, account.getBytes(UTF_8), value)).get();
  }

  private <T extends SpecificRecord> byte[] avro(Class<T> type, String topic, T value) {
    try (Serializer<T> serializer =
        AvroSerdes.valueSerde(type, Map.of("schema.registry.url", registry.url())).serializer()) {
      return serializer.serialize(topic, value);
    }
  }

  /** Puts a payload into the lake. */
  public void put(AthleteId id, long activity, byte[] payload) throws Exception {
    send(TOPICS.lake().name(), id, key(id, activity), payload, false);
  }

  /** Marks an activity as deleted in the lake. */
  public void delete(AthleteId id, long activity) throws Exception {
    send(TOPICS.lake().name(), id, key(id, activity), new byte[0], true);
  }

  private void send(String topic, AthleteId athlete, byte[] key, byte[] value, boolean deleted)
      throws Exception {
    int partition = Partitions.ofAthlete(athlete, TOPICS.partitions());
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key, value);
    new LakeHeaders(
            "strava", "activity", "application/json", Instant.now(), Origin.WEBHOOK, null, deleted)
        .addTo(record.headers());
    producer.send(record).get();
  }

  private static byte[] key(AthleteId id, long activity) {
    return new LakeKey(id, "strava", "activity", Long.toString(activity)).bytes();
  }

  /** A run as Strava sends it. */
  public static byte[] run(long id, String day, String metres) {
    return """
    {"id": %d, "sport_type": "Run", "start_date": "%2$sT10:00:00Z",
     "start_date_local": "%2$sT11:00:00Z", "utc_offset": 3600.0, "distance": %3$s,
     "moving_time": 3000, "elapsed_time": 3100, "total_elevation_gain": 12.5}
    """
        .formatted(id, day, metres)
        .getBytes(UTF_8);
  }

  /** One running instance. */
  public record Instance(ApplicationContext context, int port, Path dataDir)
      implements AutoCloseable {
    /** The all-time board of athletes. */
    public static final String ALL_TIME =
        "{\"board\":\"athletes\",\"from\":\"0000-01-01\",\"to\":\"9999-12-31\"}";

    @Override
    public void close() {
      context.close();
    }

    /** Gets with the token that the path needs. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
      return send(request(path).GET());
    }

    /** Gets a document. */
    public JsonNode json(String path) throws IOException, InterruptedException {
      HttpResponse<String> response = get(path);
      assertThat(response.statusCode()).as(path + response.body()).isEqualTo(200);
      return JSON.readTree(response.body());
    }

    /** Posts a document with the token that the path needs. */
    public HttpResponse<String> post(String path, String body)
        throws IOException, InterruptedException {
      return send("POST", path, "application/json", body);
    }

    /** Sends a document of a type with the token that the path needs. */
    public HttpResponse<String> send(String method, String path, String type, String body)
        throws IOException, InterruptedException {
      return send(
          request(path)
              .header("Content-Type", type)
              .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What the partitions here say of the all-time board of athletes, whatever that is. */
    public HttpResponse<String> query(int generation, String query)
        throws IOException, InterruptedException {
      return query(generation, ALL_TIME, query);
    }

    /** What the partitions here say of a view. */
    public HttpResponse<String> query(int generation, String view, String query)
        throws IOException, InterruptedException {
      String partitions = IntStream.range(0, TOPICS.partitions()).boxed().toList().toString();
      return post(
          "/internal/v1/generations/%d/query?resets=%d".formatted(generation, resets(generation)),
          "{\"partitions\":%s,\"view\":%s,\"snapshots\":null,\"pin\":true,\"query\":%s}"
              .formatted(partitions, view, query));
    }

    /** How often this instance knows the generation to have been reset. */
    private int resets(int generation) throws IOException, InterruptedException {
      HttpResponse<String> cluster = get("/internal/v1/cluster");
      if (cluster.statusCode() == 200) {
        for (JsonNode known : JSON.readTree(cluster.body()).get("generations")) {
          if (known.get("id").asInt() == generation) {
            return known.get("resets").asInt();
          }
        }
      }
      return 0;
    }

    /** The answers to a question, those of partitions that are elsewhere left out. */
    public List<JsonNode> answers(int generation, String query)
        throws IOException, InterruptedException {
      return answers(generation, ALL_TIME, query);
    }

    /** The answers to a question about a view, those of partitions that are elsewhere left out. */
    public List<JsonNode> answers(int generation, String view, String query)
        throws IOException, InterruptedException {
      HttpResponse<String> response = query(generation, view, query);
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      List<JsonNode> answers = new ArrayList<>();
      for (JsonNode answer : JSON.readTree(response.body()).get("answers")) {
        if (!answer.path("status").asText().equals("not-owner")) {
          assertThat(answer.path("status").asText()).as(response.body()).isEqualTo("ok");
          answers.add(answer);
        }
      }
      return answers;
    }

    /** First pages of the partitions that answer here now. */
    private List<JsonNode> rightAnswers(int generation, String view)
        throws IOException, InterruptedException {
      HttpResponse<String> response = query(generation, view, "{\"kind\":\"page\",\"limit\":10}");
      assertThat(response.statusCode()).as(response.body()).isIn(200, 404, 503);
      List<JsonNode> right = new ArrayList<>();
      if (response.statusCode() == 200) {
        for (JsonNode answer : JSON.readTree(response.body()).get("answers")) {
          String status = answer.path("status").asText();
          assertThat(status).isIn("ok", "not-owner", "no-lease", "restoring");
          if (status.equals("ok")) {
            right.add(answer);
          }
        }
      }
      return right;
    }

    private HttpRequest.Builder request(String path) {
      String token = path.startsWith("/admin") ? "admin-secret" : "service-secret";
      return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
          .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
        throws IOException, InterruptedException {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** The all-time board of athletes of a generation, from all instances: {@code ann 5000, …}. */
  public static String points(int generation, Instance... instances)
      throws IOException, InterruptedException {
    return points(generation, Instance.ALL_TIME, instances);
  }

  /**
   * A board of athletes of a generation, from all instances: {@code ann 5000, …}. Waits until each
   * partition is answered once: one that moves, or whose owner has no lease yet, is not.
   */
  public static String points(int generation, String view, Instance... instances)
      throws IOException, InterruptedException {
    AtomicReference<List<JsonNode>> found = new AtomicReference<>(List.of());
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              List<JsonNode> answers = new ArrayList<>();
              for (Instance instance : instances) {
                answers.addAll(instance.rightAnswers(generation, view));
              }
              found.set(answers);
              return answers.size() == TOPICS.partitions();
            });
    List<JsonNode> rows = new ArrayList<>();
    found.get().forEach(answer -> answer.get("rows").forEach(rows::add));
    rows.sort((one, other) -> Long.compare(other.get("score").asLong(), one.get("score").asLong()));
    return String.join(
        ", ",
        rows.stream()
            .map(row -> row.get("id").asText() + " " + row.get("points").asLong())
            .toList());
  }
}
