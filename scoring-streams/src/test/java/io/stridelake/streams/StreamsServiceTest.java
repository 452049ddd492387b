package io.stridelake.streams;

import static io.stridelake.streams.TestInstallation.PATIENCE;
import static io.stridelake.streams.TestInstallation.TOPICS;
import static io.stridelake.streams.TestInstallation.points;
import static io.stridelake.streams.TestInstallation.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.athlete.AthleteId;
import io.stridelake.requirement.Lane;
import io.stridelake.streams.TestInstallation.Instance;
import io.stridelake.topics.DeadLetterHeaders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(Lane.BROKER)
class StreamsServiceTest {
  private static final AthleteId ANN = new AthleteId("ann");
  private static final AthleteId BEN = new AthleteId("ben");

  @TempDir static Path folder;
  private static TestInstallation installation;

  @BeforeAll
  static void startKafka() {
    installation = new TestInstallation(folder);
  }

  @AfterAll
  static void stopKafka() {
    installation.close();
  }

  @Test
  void shouldRankWhatLiesInTheLakeAndSayTheSameAfterARestart() throws Exception {
    String version;
    try (Instance service = installation.start("streams")) {
      assertThat(withToken(service, "wrong")).isEqualTo(401);
      assertThat(service.json("/internal/v1/cluster").get("active")).hasToString("1");
      assertThat(service.get("/metrics").body()).contains("kafka_stream");
      installation.enrol(ANN, "Ann", "Finance");
      installation.enrol(BEN, "Ben", "Sales");
      installation.put(ANN, 1, run(1, "2026-11-20", "5000.5"));
      installation.put(ANN, 2, run(2, "2026-11-21", "1000"));
      installation.put(BEN, 3, run(3, "2026-11-21", "7000"));
      installation.put(BEN, 4, "{\"id\": 4, \"sport_type\": ".getBytes(UTF_8));
      awaitPoints(service, "ben 7000, ann 6001");

      installation.put(ANN, 1, run(1, "2026-11-19", "8000"));
      installation.delete(ANN, 2);
      awaitPoints(service, "ann 8000, ben 7000");

      assertThat(service.get("/internal/v1/status").body())
          .contains("{\"name\":\"stridelake.lake\",\"partitions\":12,\"written\":6}");
      assertThat(deadLetters()).containsExactly("ben/strava/activity/4 malformed");
      version = version(service);
    }

    try (Instance again = installation.start("streams")) {
      awaitPoints(again, "ann 8000, ben 7000");
      assertThat(version(again)).isEqualTo(version);
    }
  }

  private static void awaitPoints(Instance service, String expected) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(points(1, service)).isEqualTo(expected));
  }

  private static String version(Instance service) throws Exception {
    StringBuilder versions = new StringBuilder();
    for (JsonNode answer : service.answers(1, "{\"kind\":\"version\"}")) {
      versions.append(answer.get("version").asText());
    }
    return versions.toString();
  }

  private static int withToken(Instance service, String token) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + service.port() + "/internal/v1/cluster");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static List<String> deadLetters() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                installation.bootstrapServers(),
                "isolation.level",
                "read_committed"),
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
}
