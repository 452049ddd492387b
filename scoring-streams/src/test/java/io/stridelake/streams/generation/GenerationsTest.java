package io.stridelake.streams.generation;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances, and operators who change the rules: each test goes on where the last one ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(Lane.BROKER)
class GenerationsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BY_METRES = "ann 5000, ben 3000, cem 2000";
  private static final String DOUBLED = "ann 10000, ben 6000, cem 4000";

  @TempDir static Path folder;
  private static TestInstallation installation;
  private static Instance one;
  private static Instance other;

  @BeforeAll
  static void startTwo() throws Exception {
    installation = new TestInstallation(folder);
    one = installation.start("one");
    other = installation.start("other");
    enrol("ann", 5);
    enrol("ben", 3);
    enrol("cem", 2);
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(points(1, one, other)).isEqualTo(BY_METRES));
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    installation.close();
  }

  private static void enrol(String id, int kilometres) throws Exception {
    AthleteId athlete = new AthleteId(id);
    installation.enrol(athlete, id, "Sales");
    installation.put(athlete, 1, run(1, "2026-11-20", kilometres + "000"));
  }

  @Test
  @Order(1)
  void shouldRefuseWhatMakesNoSense() throws Exception {
    assertThat(start("{\"ruleSet\":\"none\",\"from\":\"catalogue\"}").statusCode()).isEqualTo(404);
    assertThat(start("{\"from\":\"catalogue\"}").statusCode()).isEqualTo(400);
    assertThat(start("").statusCode()).isEqualTo(400);
    assertThat(start("{\"ruleSet\":").statusCode()).isEqualTo(400);
    HttpResponse<String> unknown = start("{\"ruleSet\":\"2026-11\",\"from\":\"space\"}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("catalogue or lake").contains("bad-parameter");
    assertThat(decide("/admin/generations/7/promote").statusCode()).isEqualTo(404);
    assertThat(decide("/admin/generations/1/promote").statusCode()).isEqualTo(409);
    assertThat(decide("/admin/generations/1/abandon").statusCode()).isEqualTo(409);
    assertThat(decide("/admin/generations/rollback").statusCode()).isEqualTo(409);
    assertThat(one.get("/admin/generations/7").statusCode()).isEqualTo(404);
    assertThat(states()).isEqualTo("1 active");
  }

  @Test
  @Order(2)
  void shouldDeriveBesideTheActiveGenerationAndPromote() throws Exception {
    store(doubled());
    HttpResponse<String> started = start("{\"ruleSet\":\"doubled\",\"from\":\"catalogue\"}");
    assertThat(started.statusCode()).isEqualTo(202);
    assertThat(started.headers().firstValue("Location")).contains("/admin/generations/2");
    assertThat(start("{\"ruleSet\":\"doubled\"}").statusCode()).isEqualTo(409);
    awaitState(2, "ready");
    assertThat(points(1, one, other)).isEqualTo(BY_METRES);
    JsonNode progress = other.json("/admin/generations/2").get("progress");
    assertThat(progress.get("done").asLong()).isEqualTo(progress.get("total").asLong());

    assertThat(decide("/admin/generations/2/promote").statusCode()).isEqualTo(200);

    assertThat(states()).isEqualTo("1 previous, 2 active");
    for (Instance each : List.of(one, other)) {
      assertThat(each.json("/internal/v1/cluster").get("active").asInt()).isEqualTo(2);
    }
    assertThat(points(2, one, other)).isEqualTo(DOUBLED);
    assertThat(points(1, one, other)).as("it stays warm").isEqualTo(BY_METRES);
  }

  @Test
  @Order(3)
  void shouldGoBackAndForth() throws Exception {
    assertThat(decide("/admin/generations/rollback").statusCode()).isEqualTo(200);
    assertThat(states()).isEqualTo("1 active, 2 previous");
    installation.put(new AthleteId("cem"), 2, run(2, "2026-11-21", "9000"));
    awaitPoints(1, "cem 11000, ann 5000, ben 3000");
    awaitPoints(2, "cem 22000, ann 10000, ben 6000");
    installation.delete(new AthleteId("cem"), 2);
    awaitPoints(1, BY_METRES);

    assertThat(decide("/admin/generations/rollback").statusCode()).isEqualTo(200);
    assertThat(states()).isEqualTo("1 previous, 2 active");
    awaitPoints(2, DOUBLED);
  }

  @Test
  @Order(4)
  void shouldLeaveNothingOfWhatIsAbandoned() throws Exception {
    assertThat(start("{\"ruleSet\":\"2026-11\",\"from\":\"lake\"}").statusCode()).isEqualTo(202);
    awaitState(3, "ready");
    assertThat(points(3, one, other)).isEqualTo(BY_METRES);
    assertThat(names()).anyMatch(name -> name.contains("activities.c2"));

    assertThat(decide("/admin/generations/3/abandon").statusCode()).isEqualTo(200);

    assertThat(states()).isEqualTo("1 previous, 2 active, 3 abandoned");
    awaitGone(".g3", ".c2");
    assertThat(points(2, one, other)).isEqualTo(DOUBLED);
  }

  @Test
  @Order(5)
  void shouldRetireTheOldestOfThree() throws Exception {
    assertThat(start("{\"ruleSet\":\"2026-11\",\"from\":\"lake\"}").statusCode()).isEqualTo(202);
    awaitState(4, "ready");
    assertThat(decide("/admin/generations/4/promote").statusCode()).isEqualTo(200);

    assertThat(states()).isEqualTo("1 abandoned, 2 previous, 3 abandoned, 4 active");
    awaitGone(".g1");
    assertThat(points(4, one, other)).isEqualTo(BY_METRES);
    assertThat(names()).contains("stridelake.activities.c1", "stridelake.activities.c3");
  }

  @Test
  @Order(6)
  void shouldLetOneOfManyOperatorsWin() throws Exception {
    assertThat(start("{\"ruleSet\":\"doubled\"}").statusCode()).isEqualTo(202);
    awaitState(5, "ready");
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> decisions = new ArrayList<>();
      for (Instance instance : List.of(one, other, one, other)) {
        decisions.add(() -> instance.post("/admin/generations/5/promote", "").statusCode());
      }
      for (Future<Integer> answer : operators.invokeAll(decisions)) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
    assertThat(states()).contains("4 previous, 5 active");
    assertThat(points(5, one, other)).isEqualTo(DOUBLED);
    awaitGone(".g2", ".c1");
  }

  @Test
  @Order(7)
  void shouldDeriveAnewInPlace() throws Exception {
    HttpResponse<String> reset =
        one.post("/admin/generations/reset", "{\"ruleSet\":\"2026-11\",\"from\":\"lake\"}");
    assertThat(reset.statusCode()).as(reset.body()).isEqualTo(200);
    assertThat(JSON.readTree(reset.body()).get("id").asInt()).isEqualTo(5);
    // Once more, while the catalogue that it reads is still empty.
    assertThat(one.post("/admin/generations/reset", "").statusCode()).isEqualTo(200);
    // Until it is complete there is no answer at all, never half of one.
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              int status = one.query(5, "{\"kind\":\"page\",\"limit\":10}").statusCode();
              assertThat(status).isIn(200, 404, 503);
              if (status != 200 || other.query(5, "{\"kind\":\"version\"}").statusCode() != 200) {
                return false;
              }
              assertThat(points(5, one, other)).isEqualTo(BY_METRES);
              return true;
            });
    awaitGone("ranking.g5-");
    assertThat(names()).anyMatch(name -> name.startsWith("stridelake.ranking.g5.r2-"));
  }

  @Test
  @Order(8)
  void shouldSayWhetherTwoDerivationsAreTheSame() throws Exception {
    assertThat(start("{\"ruleSet\":\"2026-11\"}").statusCode()).isEqualTo(202);
    awaitState(6, "ready");
    JsonNode same = verified(5, "6");
    assertThat(same.get("equal").asBoolean()).as(same.toString()).isTrue();
    assertThat(same.get("checksum").asText())
        .hasSize(64)
        .isEqualTo(same.get("expected").asText())
        .isEqualTo(other.json("/admin/generations/5/checksum").get("checksum").asText())
        .isEqualTo(one.json("/admin/generations/6/checksum").get("checksum").asText());
    JsonNode batch = verified(6, "oracle");
    assertThat(batch.get("equal").asBoolean()).as(batch.toString()).isTrue();
    assertThat(batch.get("checksum").asText()).isEqualTo(same.get("checksum").asText());

    installation.put(new AthleteId("ben"), 2, run(2, "2026-11-21", "1000"));
    JsonNode moved = verified(5, "6");
    assertThat(moved.get("equal").asBoolean()).as(moved.toString()).isTrue();
    assertThat(moved.get("checksum").asText()).isNotEqualTo(same.get("checksum").asText());
    installation.delete(new AthleteId("ben"), 2);
    assertThat(verified(5, "oracle").get("checksum").asText())
        .isEqualTo(same.get("checksum").asText());

    assertThat(one.post("/admin/generations/5/verify", "{\"against\":\"1\"}").statusCode())
        .isEqualTo(409);
    assertThat(one.post("/admin/generations/5/verify", "{\"against\":\"all\"}").statusCode())
        .isEqualTo(400);
    assertThat(one.get("/admin/generations/99/checksum").statusCode()).isEqualTo(404);
    assertThat(decide("/admin/generations/6/abandon").statusCode()).isEqualTo(200);
  }

  private static JsonNode verified(int generation, String against) throws Exception {
    HttpResponse<String> response =
        one.post(
            "/admin/generations/" + generation + "/verify", "{\"against\":\"" + against + "\"}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  @Test
  @Order(9)
  void shouldFindOutWhatHappenedWhileAnInstanceWasAway() throws Exception {
    other.close();
    awaitPoints(5, BY_METRES, one);
    assertThat(start("{\"ruleSet\":\"doubled\"}").statusCode()).isEqualTo(202);
    awaitState(7, "ready");
    assertThat(decide("/admin/generations/7/promote").statusCode()).isEqualTo(200);
    assertThat(decide("/admin/generations/5/abandon").statusCode()).isEqualTo(200);
    awaitGone(".g5.r2");

    other = installation.start("other");

    await().atMost(PATIENCE).until(() -> !stateFolders(other).contains("stridelake.ranking.g5.r2"));
    awaitPoints(7, DOUBLED);
    assertThat(other.json("/internal/v1/cluster").get("active").asInt()).isEqualTo(7);
    awaitGone(".g5");
  }

  private static HttpResponse<String> start(String body) throws Exception {
    return one.post("/admin/generations", body);
  }

  private static HttpResponse<String> decide(String path) throws Exception {
    return other.context().isRunning() ? other.post(path, "") : one.post(path, "");
  }

  private static void store(String yaml) throws Exception {
    assertThat(one.post("/admin/rule-sets", yaml).statusCode()).isEqualTo(201);
  }

  private static String doubled() {
    return """
        version: doubled
        rules:
          - { id: run, sports: ["*"], points: { per: km, value: 2 } }
        boards:
          - { id: athletes, of: athletes, metric: points }
        """;
  }

  private static void awaitState(int generation, String state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(one.json("/admin/generations/" + generation).get("state").asText())
                    .isEqualTo(state));
  }

  private static void awaitPoints(int generation, String expected) {
    awaitPoints(generation, expected, one, other);
  }

  private static void awaitPoints(int generation, String expected, Instance... instances) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(points(generation, instances)).isEqualTo(expected));
  }

  private static String states() throws Exception {
    List<String> states = new ArrayList<>();
    for (JsonNode generation : one.json("/admin/generations").get("generations")) {
      states.add(generation.get("id").asText() + " " + generation.get("state").asText());
    }
    return String.join(", ", states);
  }

  /** Waits until neither topics nor groups nor folders have any of the parts in their names. */
  private static void awaitGone(String... parts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Set<String> all = names();
              all.addAll(stateFolders(one));
              if (other.context().isRunning()) {
                all.addAll(stateFolders(other));
              }
              assertThat(all).noneMatch(name -> Stream.of(parts).anyMatch(name::contains));
            });
  }

  private static Set<String> names() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) installation.bootstrapServers()))) {
      Set<String> names = new TreeSet<>(admin.listTopics().names().get());
      admin.listGroups().all().get().stream().map(GroupListing::groupId).forEach(names::add);
      return names;
    }
  }

  private static Set<String> stateFolders(Instance instance) throws Exception {
    try (Stream<Path> folders = Files.list(instance.dataDir().resolve("state"))) {
      return folders.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
