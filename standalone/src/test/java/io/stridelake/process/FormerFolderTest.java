package io.stridelake.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stridelake.athlete.AthleteId;
import io.stridelake.requirement.Lane;
import io.stridelake.requirement.PreviousBuild;
import io.stridelake.topics.LakeHeaders;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data folders of the previous build open in this one and show the same. */
@Tag(Lane.INSTALLATION)
final class FormerFolderTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ADMIN = "admin";
  private static final TopicCatalogue TOPICS = new TopicCatalogue();
  private static final int WALKS = 60;

  @TempDir private Path temp = Path.of("");
  private final Http http = new Http();
  private final Map<String, String> environment = new HashMap<>();

  /** What people see: totals, and the first page of a board. */
  private record Shown(JsonNode totals, JsonNode board) {}

  @BeforeEach
  void setUp() {
    environment.putAll(PortVariables.reserved());
    environment.put("STRIDE_ADMIN_TOKEN", ADMIN);
    environment.put("STRIDE_DEMO_RATE", "0");
  }

  @AfterEach
  void tearDown() {
    http.close();
  }

  @Test
  void shouldOpenTheFolderOfADemo() throws Exception {
    PreviousBuild previous = PreviousBuild.require();

    Shown before;
    try (StrideProcess former = start(previous, "demo")) {
      awaitStill(former);
      before = shown();
      assertThat(former.terminate()).isZero();
    }

    shouldShowTheSame("demo", before);
  }

  @Test
  void shouldOpenTheFolderOfUp() throws Exception {
    PreviousBuild previous = PreviousBuild.require();

    Shown before;
    try (StrideProcess former = start(previous, "up")) {
      await().atMost(PATIENCE).until(() -> isReady(former));
      enrol();
      walk();
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () ->
                  shown().totals().path("company").path("activities").asInt() == WALKS - WALKS / 3);
      before = shown();
      assertThat(former.terminate()).isZero();
    }

    shouldShowTheSame("up", before);
  }

  private void shouldShowTheSame(String mode, Shown before) throws Exception {
    assertThat(before.totals().path("company").path("activities").asInt()).isPositive();
    try (StrideProcess present =
        StrideProcess.start(temp.resolve(mode + ".new"), environment, words(mode))) {
      awaitStill(present);
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(shown()).isEqualTo(before));
      assertThat(present.terminate()).isZero();
    }
    System.out.printf(
        "Former folder of %s: %s, the same in this build%n", mode, before.totals().path("company"));
  }

  private StrideProcess start(PreviousBuild previous, String mode) {
    return StrideProcess.startBuild(
        previous.classPath(), temp.resolve(mode + ".old"), environment, words(mode));
  }

  private String[] words(String mode) {
    return new String[] {mode, "--data", temp.resolve(mode).toString()};
  }

  private static boolean isReady(StrideProcess process) {
    if (!process.isAlive()) {
      throw new AssertionError(process.printed());
    }
    return process.printed().contains("Stridelake is ready");
  }

  /** Waits until it is ready and nothing is under way any more. */
  private void awaitStill(StrideProcess process) {
    await().atMost(PATIENCE).until(() -> isReady(process));
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              JsonNode status = get("/admin/status");
              JsonNode events = status.path("ingest").path("events");
              boolean fetched =
                  status.path("ingest").path("lag").asLong(-1) == 0
                      && events.path("ready").asInt() + events.path("running").asInt() == 0
                      && events.path("backfills").asInt() == 0;
              return fetched
                  && status.path("streams").findValuesAsText("lag").stream().allMatch("0"::equals);
            });
  }

  private Shown shown() throws IOException, InterruptedException {
    JsonNode totals = get("/api/v1/totals?period=all");
    JsonNode board = get("/api/v1/rankings/athletes?period=all&limit=100");
    return new Shown(
        JSON.createObjectNode()
            .<com.fasterxml.jackson.databind.node.ObjectNode>set("company", totals.get("company"))
            .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                "departments", totals.get("departments"))
            .set("sports", totals.get("sports")),
        board.get("entries"));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            "GET",
            "http://127.0.0.1:" + environment.get("STRIDE_PORT") + path,
            "",
            "Authorization",
            "Bearer " + ADMIN);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private void enrol() throws Exception {
    String roster = "athlete,name,department,account\na,Ann,Sales,\nb,Bob,Sales,\nc,Cleo,IT,\n";
    HttpResponse<String> answer =
        http.send(
            "PUT",
            "http://127.0.0.1:" + environment.get("STRIDE_INGEST_PORT") + "/admin/roster",
            roster,
            "Authorization",
            "Bearer " + ADMIN,
            "Content-Type",
            "text/csv");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** A walk a day, of which every third is deleted. */
  private void walk() {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", "127.0.0.1:" + environment.get("STRIDE_KAFKA_PORT")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < WALKS; i++) {
        AthleteId athlete = new AthleteId(List.of("a", "b", "c").get(i % 3));
        producer.send(record(athlete, i, false));
      }
      for (int i = 0; i < WALKS; i += 3) {
        producer.send(record(new AthleteId("a"), i, true));
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      AthleteId athlete, int number, boolean deleted) {
    String id = Integer.toString(1_000 + number);
    String day = "2026-%02d-%02d".formatted(1 + number / 25, 1 + number % 25);
    String payload =
        """
        {"id":%s,"sport_type":"Walk","type":"Walk","start_date":"%sT09:00:00Z",\
        "start_date_local":"%sT09:00:00Z","utc_offset":0.0,"distance":%d.0,"moving_time":3600,\
        "elapsed_time":3700,"total_elevation_gain":10.0,"private":false,"flagged":false,\
        "manual":false,"trainer":false,"commute":false}\
        """
            .formatted(id, day, day, 3_000 + 10 * number);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            TOPICS.lake().name(),
            Partitions.ofAthlete(athlete, TOPICS.partitions()),
            new LakeKey(athlete, "strava", "activity", id).bytes(),
            deleted ? new byte[0] : payload.getBytes(StandardCharsets.UTF_8));
    new LakeHeaders(
            "strava", "activity", "application/json", Instant.now(), Origin.WEBHOOK, null, deleted)
        .addTo(record.headers());
    return record;
  }
}
