package io.stridelake.streams.generation;

import static io.stridelake.streams.TestInstallation.PATIENCE;
import static io.stridelake.streams.TestInstallation.TOPICS;
import static io.stridelake.streams.TestInstallation.points;
import static io.stridelake.streams.TestInstallation.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.athlete.AthleteId;
import io.stridelake.requirement.Lane;
import io.stridelake.streams.TestInstallation;
import io.stridelake.streams.TestInstallation.Instance;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions beside other operators, other questions and faults. */
@Tag(Lane.BROKER)
class DecisionsTest {
  private static final String ATHLETES_ARE_DEPARTMENTS =
      """
      version: other-subject
      rules:
        - { id: run, sports: ["*"], points: { per: km, value: 2 } }
      boards:
        - { id: athletes, of: departments, metric: points }
      """;

  @TempDir Path folder;
  private TestInstallation installation;
  private Instance one;

  @BeforeEach
  void start() throws Exception {
    installation = new TestInstallation(folder);
    one = installation.start("one");
    AthleteId ann = new AthleteId("ann");
    installation.enrol(ann, "Ann", "Sales");
    installation.put(ann, 1, run(1, "2026-11-20", "5000"));
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(points(1, one)).isEqualTo("ann 5000"));
  }

  @AfterEach
  void stop() {
    one.close();
    installation.close();
  }

  @Test
  void shouldLetOneOfThoseWinWhoResetAtOnce() throws Exception {
    List<HttpResponse<String>> answers = Collections.synchronizedList(new ArrayList<>());
    // How many really were at once is up to the scheduler; so it goes on until some were.
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              answers.addAll(atOnce(4, () -> one.post("/admin/generations/reset", "")));
              return answers.stream().anyMatch(answer -> answer.statusCode() == 409);
            });

    long won = answers.stream().filter(answer -> answer.statusCode() == 200).count();
    assertThat(one.json("/admin/generations/1").get("resets").asLong()).isEqualTo(won);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 200)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(409);
              assertThat(answer.body())
                  .contains(
                      "somebody else decided meanwhile: the active generation was reset in place");
            });
    awaitPoints(1, "ann 5000");
  }

  @Test
  void shouldPromoteBesideQuestionsThatTheCandidateCannotAnswer() throws Exception {
    assertThat(one.post("/admin/rule-sets", ATHLETES_ARE_DEPARTMENTS).statusCode()).isEqualTo(201);
    assertThat(one.post("/admin/generations", "{\"ruleSet\":\"other-subject\"}").statusCode())
        .isEqualTo(202);
    awaitState(2, "ready");
    assertThat(points(1, one)).as("the board is hot").isEqualTo("ann 5000");

    HttpResponse<String> promoted = one.post("/admin/generations/2/promote", "");

    assertThat(promoted.statusCode()).as(promoted.body()).isEqualTo(200);
    JsonNode document = one.json("/admin/generations/2");
    assertThat(document.get("application").asText()).isEqualTo("stridelake.ranking.g2");
    assertThat(document.get("catalogueApplication").asText()).isEqualTo("stridelake.catalogue.c1");
  }

  @Test
  void shouldFollowOnWhileAStepFails() throws Exception {
    // The catalogue that a lake rescore needs is there, but has the wrong number of partitions.
    String topic = TOPICS.activities(2).name();
    admin(admin -> admin.createTopics(Set.of(new NewTopic(topic, 1, (short) 1))).all().get());
    assertThat(
            one.post("/admin/generations", "{\"ruleSet\":\"2026-11\",\"from\":\"lake\"}")
                .statusCode())
        .isEqualTo(202);
    assertThat(one.json("/admin/generations/2").get("state").asText()).isEqualTo("building");
    assertThat(points(1, one)).isEqualTo("ann 5000");
    assertThat(one.get("/health/liveness").statusCode()).isEqualTo(200);

    admin(admin -> admin.deleteTopics(Set.of(topic)).all().get());

    awaitState(2, "ready");
    assertThat(one.post("/admin/generations/2/promote", "").statusCode()).isEqualTo(200);
    awaitPoints(2, "ann 5000");
  }

  private interface Call {
    void with(Admin admin) throws Exception;
  }

  private void admin(Call call) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) installation.bootstrapServers()))) {
      call.with(admin);
    }
  }

  private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> result : threads.invokeAll(Collections.nCopies(times, call))) {
        results.add(result.get());
      }
    }
    return results;
  }

  private void awaitState(int generation, String state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(one.json("/admin/generations/" + generation).get("state").asText())
                    .isEqualTo(state));
  }

  private void awaitPoints(int generation, String expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(points(generation, one)).isEqualTo(expected));
  }
}
