package io.stridelake.streams.season;

import static io.stridelake.streams.TestInstallation.PATIENCE;
import static io.stridelake.streams.TestInstallation.points;
import static io.stridelake.streams.TestInstallation.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stridelake.athlete.AthleteId;
import io.stridelake.requirement.Lane;
import io.stridelake.streams.TestInstallation;
import io.stridelake.streams.TestInstallation.Instance;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A season is locked over two instances; each test goes on where the last one ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(Lane.BROKER)
class SeasonLockTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String THEN = "ann 5000, ben 3000";

  @TempDir static Path folder;
  private static TestInstallation installation;
  private static Instance one;
  private static Instance other;
  private static String lock = "";

  @BeforeAll
  static void startTwo() throws Exception {
    installation = new TestInstallation(folder);
    Path rules = Files.writeString(folder.resolve("first.yaml"), rules("first", 1, true));
    Map<String, Object> own = Map.of("stridelake.streams.rules-file", rules.toString());
    one = installation.start("one", own);
    other = installation.start("other", own);
    installation.enrol(new AthleteId("ann"), "Ann", "Sales");
    installation.enrol(new AthleteId("ben"), "Ben", "Sales");
    installation.put(new AthleteId("ann"), 1, run(1, "2026-01-20", "5000"));
    installation.put(new AthleteId("ben"), 1, run(1, "2026-01-21", "3000"));
    awaitPoints(1, Instance.ALL_TIME, THEN);
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    installation.close();
  }

  @Test
  @Order(1)
  void shouldRefuseWhatCannotBeLocked() throws Exception {
    assertThat(one.post("/admin/seasons/spring/lock", "").statusCode()).isEqualTo(404);
    HttpResponse<String> early = one.post("/admin/seasons/far/lock", "");
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.body())
        .contains("2199-02-08")
        .contains(LocalDate.now().toString().substring(0, 4));
    JsonNode seasons = other.json("/admin/seasons").get("seasons");
    assertThat(seasons).hasSize(2);
    assertThat(seasons.get(0).get("locked").asBoolean()).isFalse();
    assertThat(seasons.get(0).get("lockableFrom").asText()).isEqualTo("2026-02-01");
  }

  @Test
  @Order(2)
  void shouldNotBeLockedByAnAttemptThatEndedInTheMiddle() throws Exception {
    HttpResponse<String> copied =
        one.post(
            "/internal/v1/generations/1/seasons/winter/copies",
            "{\"lock\":\"crashed\",\"from\":\"2026-01-01\",\"to\":\"2026-01-31\"}");
    assertThat(copied.statusCode()).as(copied.body()).isEqualTo(200);

    assertThat(one.json("/internal/v1/cluster").get("locks")).isEmpty();
    assertThat(one.query(1, winter("crashed"), "{\"kind\":\"page\",\"limit\":10}").statusCode())
        .isEqualTo(503);
  }

  @Test
  @Order(3)
  void shouldBeLockedOnceWhoeverAsks() throws Exception {
    List<String> locks = new ArrayList<>();
    try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
      for (Instance instance : List.of(one, other, one, other)) {
        calls.add(() -> instance.post("/admin/seasons/winter/lock", ""));
      }
      for (Future<HttpResponse<String>> call : operators.invokeAll(calls)) {
        assertThat(call.get().statusCode()).as(call.get().body()).isEqualTo(200);
        JsonNode season = JSON.readTree(call.get().body());
        assertThat(season.get("lock").get("athletes").asInt()).isEqualTo(2);
        locks.add(season.get("lock").get("lock").asText());
      }
    }
    assertThat(locks).hasSize(4).containsOnly(locks.getFirst());
    lock = locks.getFirst();
    awaitPoints(1, winter(lock), THEN);
    assertThat(other.json("/internal/v1/cluster").get("locks").get(0).get("lock").asText())
        .isEqualTo(lock);
  }

  @Test
  @Order(4)
  void shouldStayAsItWas() throws Exception {
    installation.put(new AthleteId("ben"), 2, run(2, "2026-01-22", "4000"));
    installation.put(new AthleteId("ann"), 1, run(1, "2026-01-20", "6000"));
    awaitPoints(1, Instance.ALL_TIME, "ben 7000, ann 6000");

    assertThat(points(1, winter(lock), one, other)).isEqualTo(THEN);
    assertThat(reason("ben", 1)).isEqualTo("null true");
    assertThat(reason("ben", 2)).isEqualTo("locked true");
    assertThat(reason("ann", 1)).isEqualTo("locked true");
  }

  @Test
  @Order(5)
  void shouldBeServedByALaterGenerationWithOtherRules() throws Exception {
    assertThat(one.post("/admin/rule-sets", rules("second", 2, false)).statusCode()).isEqualTo(201);
    assertThat(one.post("/admin/generations", "{\"ruleSet\":\"second\"}").statusCode())
        .isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .until(() -> one.json("/admin/generations/2").get("state").asText().equals("ready"));
    assertThat(one.post("/admin/generations/2/promote", "").statusCode()).isEqualTo(200);

    awaitPoints(2, Instance.ALL_TIME, "ben 14000, ann 12000");
    assertThat(points(2, winter(lock), one, other)).isEqualTo(THEN);
    assertThat(other.json("/admin/seasons").get("seasons")).hasSize(1);
    assertThat(other.get("/internal/v1/rule-sets/first").body()).contains("version: first");
    assertThat(other.get("/internal/v1/rule-sets/none").statusCode()).isEqualTo(404);
  }

  private static String reason(String athlete, long activity) throws Exception {
    String query =
        "{\"kind\":\"explanation\",\"athlete\":\"%s\",\"provider\":\"strava\",\"externalId\":\"%d\"}"
            .formatted(athlete, activity);
    for (Instance instance : List.of(one, other)) {
      for (JsonNode answer : instance.answers(1, query)) {
        JsonNode explained = answer.get("activities").get("explained");
        if (!explained.isNull()) {
          return explained.get("reason").asText() + " " + explained.get("counted").asText();
        }
      }
    }
    throw new AssertionError("no explanation");
  }

  private static String winter(String named) {
    return """
        {"board":"athletes","from":"2026-01-01","to":"2026-01-31",
         "lock":{"season":"winter","lock":"%s"}}"""
        .formatted(named);
  }

  private static void awaitPoints(int generation, String view, String expected) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(points(generation, view, one, other)).isEqualTo(expected));
  }

  private static String rules(String version, int value, boolean seasons) {
    return """
        version: %s
        rules:
          - { id: run, sports: ["*"], points: { per: km, value: %d } }
        boards:
          - { id: athletes, of: athletes, metric: points }
        """
            .formatted(version, value)
        + (seasons
            ? """
              seasons:
                - { id: winter, from: 2026-01-01, to: 2026-01-31 }
                - { id: far, from: 2199-01-01, to: 2199-01-31, grace: P7D }
              """
            : "");
  }
}
