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
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.mapping.AthleteMapper;
import io.stridelake.testkafka.TestKafka;
import io.stridelake.topics.DeadLetterHeaders;
import io.stridelake.topics.LakeHeaders;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.io.IOException;
import java.net.ServerSocket;
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
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsServiceTest {
  private static final TopicCatalogue TOPICS = new TopicCatalogue();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ALL_TIME =
      "\"view\":{\"board\":\"athletes\",\"from\":\"0000-01-01\",\"to\":\"9999-12-31\"}";
  private static final AthleteId ANN = new AthleteId("ann");
  private static final AthleteId BEN = new AthleteId("ben");

  @TempDir static Path folder;
  private static TestKafka kafka;
  private static RegistryServer registry;
  private static KafkaProducer<byte[], byte[]> producer;

  private int port;

  @BeforeAll
  static void startKafka() {
    kafka = TestKafka.start(folder.resolve("kafka"));
    registry = RegistryServer.start(kafka.bootstrapServers(), 0);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stopKafka() {
    producer.close();
    registry.close();
    kafka.close();
  }

  @Test
  void shouldRankWhatLiesInTheLakeAndSayTheSameAfterARestart() throws Exception {
    ApplicationContext service = start();
    String version;
    try {
      enrol(ANN, "Ann", "Finance");
      enrol(BEN, "Ben", "Sales");
      put(ANN, 1, run(1, "2026-11-20", "5000.5"));
      put(ANN, 2, run(2, "2026-11-21", "1000"));
      put(BEN, 3, run(3, "2026-11-21", "7000"));
      put(BEN, 4, "{\"id\": 4, \"sport_type\": ".getBytes(UTF_8));
      awaitPoints("ben 7000, ann 6001");

      put(ANN, 1, run(1, "2026-11-19", "8000"));
      delete(ANN, 2);
      awaitPoints("ann 8000, ben 7000");

      assertThat(get("/internal/v1/status", "service-secret").body())
          .contains("{\"name\":\"stridelake.lake\",\"partitions\":12,\"written\":6}");
      assertThat(deadLetters()).containsExactly("ben/strava/activity/4 malformed");
      version = version();
    } finally {
      service.close();
    }

    ApplicationContext again = start();
    try {
      awaitPoints("ann 8000, ben 7000");
      assertThat(version()).isEqualTo(version);
    } finally {
      again.close();
    }
  }

  private ApplicationContext start() throws Exception {
    port = freePort();
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.port", port);
    properties.put("stridelake.streams.kafka-bootstrap", kafka.bootstrapServers());
    properties.put("stridelake.streams.registry-url", registry.url());
    properties.put("stridelake.streams.data-dir", folder.resolve("streams").toString());
    properties.put("stridelake.streams.advertised-url", "http://127.0.0.1:" + port);
    properties.put("stridelake.streams.service-token", "service-secret");
    properties.put("stridelake.streams.admin-token", "admin-secret");
    ApplicationContext context = StreamsService.start(properties);
    await().atMost(PATIENCE).until(() -> get("/health/readiness", "").statusCode() == 200);
    assertThat(get("/internal/v1/cluster", "wrong").statusCode()).isEqualTo(401);
    assertThat(JSON.readTree(get("/internal/v1/cluster", "service-secret").body()).get("active"))
        .hasToString("1");
    assertThat(get("/metrics", "").body()).contains("kafka_stream");
    return context;
  }

  private void awaitPoints(String expected) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(points()).isEqualTo(expected));
  }

  private String points() throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode answer : ask("{\"kind\":\"page\",\"limit\":10}")) {
      answer.get("rows").forEach(rows::add);
    }
    rows.sort((one, other) -> Long.compare(other.get("score").asLong(), one.get("score").asLong()));
    return String.join(
        ", ",
        rows.stream()
            .map(row -> row.get("id").asText() + " " + row.get("points").asLong())
            .toList());
  }

  private String version() throws Exception {
    StringBuilder versions = new StringBuilder();
    for (JsonNode answer : ask("{\"kind\":\"version\"}")) {
      versions.append(answer.get("version").asText());
    }
    return versions.toString();
  }

  private JsonNode ask(String query) throws Exception {
    String partitions = IntStream.range(0, TOPICS.partitions()).boxed().toList().toString();
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri("/internal/v1/generations/1/query"))
                    .header("Authorization", "Bearer service-secret")
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"partitions\":%s,%s,\"snapshots\":null,\"pin\":true,\"query\":%s}"
                                .formatted(partitions, ALL_TIME, query)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode answers = JSON.readTree(response.body()).get("answers");
    answers.forEach(
        answer -> assertThat(answer.path("status").asText()).as(response.body()).isEqualTo("ok"));
    return answers;
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static void enrol(AthleteId id, String name, String department) throws Exception {
    Athlete athlete =
        new Athlete(
            id,
            name,
            List.of(new Membership(department, null, null)),
            Visibility.SHOWN,
            null,
            null);
    try (Serializer<AthleteValue> serializer =
        AvroSerdes.<AthleteValue>valueSerde(
                AthleteValue.class, Map.of("schema.registry.url", registry.url()))
            .serializer()) {
      String topic = TOPICS.roster().name();
      byte[] value = serializer.serialize(topic, AthleteMapper.toAvro(athlete));
      send(topic, id, id.value().getBytes(UTF_8), value, false);
    }
  }

  private static void put(AthleteId id, long activity, byte[] payload) throws Exception {
    send(TOPICS.lake().name(), id, key(id, activity), payload, false);
  }

  private static void delete(AthleteId id, long activity) throws Exception {
    send(TOPICS.lake().name(), id, key(id, activity), new byte[0], true);
  }

  private static void send(
      String topic, AthleteId athlete, byte[] key, byte[] value, boolean deleted) throws Exception {
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

  private static byte[] run(long id, String day, String metres) {
    return """
        {"id": %d, "sport_type": "Run", "start_date": "%2$sT10:00:00Z",
         "start_date_local": "%2$sT11:00:00Z", "utc_offset": 3600.0, "distance": %3$s,
         "moving_time": 3000, "elapsed_time": 3100, "total_elevation_gain": 12.5}
        """
        .formatted(id, day, metres)
        .getBytes(UTF_8);
  }

  private static List<String> deadLetters() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, TOPICS.partitions())
              .mapToObj(partition -> new TopicPartition(TOPICS.deadLetters().name(), partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<String> letters = new ArrayList<>();
      long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (letters.isEmpty() && System.nanoTime() < end) {
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(500))) {
          String reason =
              new String(letter.headers().lastHeader(DeadLetterHeaders.REASON).value(), UTF_8);
          letters.add(new String(letter.key(), UTF_8) + " " + reason);
        }
      }
      return letters;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
