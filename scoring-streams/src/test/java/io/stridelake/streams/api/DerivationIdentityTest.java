package io.stridelake.streams.api;

import static io.stridelake.streams.TestInstallation.PATIENCE;
import static io.stridelake.streams.TestInstallation.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stridelake.athlete.AthleteId;
import io.stridelake.requirement.Lane;
import io.stridelake.rules.RuleSets;
import io.stridelake.streams.TestInstallation;
import io.stridelake.streams.TestInstallation.Instance;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance answers for the derivation that a call names, and for no other. */
@Tag(Lane.BROKER)
class DerivationIdentityTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AthleteId ANN = new AthleteId("ann");
  private static final String BEFORE = "resets=0&ruleSet=2026-11";
  private static final String AFTER = "resets=1&ruleSet=2026-11-mean";

  @TempDir Path folder;

  @Test
  void shouldAnswerForNoOtherDerivationThanTheOneThatIsNamed() throws Exception {
    try (TestInstallation installation = new TestInstallation(folder);
        Instance instance = installation.start("streams")) {
      installation.enrol(ANN, "Ann", "Finance");
      installation.put(ANN, 1, run(1, "2026-11-20", "5000.5"));
      await()
          .atMost(PATIENCE)
          .until(() -> query(instance, BEFORE).body().contains("\"activities\":1,"));
      assertThat(query(instance, "resets=1").statusCode()).isEqualTo(404);
      assertThat(query(instance, "resets=0&ruleSet=other").statusCode()).isEqualTo(404);
      assertThat(query(instance, "ruleSet=2026-11").statusCode()).isEqualTo(400);
      assertThat(instance.get("/internal/v1/generations/1/rule-set?" + AFTER).statusCode())
          .isEqualTo(404);
      assertThat(instance.get("/internal/v1/vocabulary?generation=7").statusCode()).isEqualTo(404);
      assertThat(instance.json("/internal/v1/vocabulary?generation=1").get("departments"))
          .hasToString("[\"Finance\"]");
      List<String> versions = versions(query(instance, BEFORE));
      assertThat(versions).allSatisfy(version -> assertThat(version).startsWith("ok "));

      resetToMeans(instance);

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(query(instance, BEFORE).statusCode()).isEqualTo(404);
                HttpResponse<String> now = query(instance, AFTER);
                assertThat(now.statusCode()).as(now.body()).isIn(200, 404, 503);
                return now.statusCode() == 200;
              });
      // The partitions have summed up the same: nothing but the identity tells the two apart.
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(versions(query(instance, AFTER))).isEqualTo(versions));
    }
  }

  /** Derives the same generation anew under rules that rank departments by their mean. */
  private static void resetToMeans(Instance instance) throws Exception {
    String rules =
        new String(RuleSets.defaultRuleSet(), UTF_8)
            .replace("version: 2026-11", "version: 2026-11-mean")
            .replace("value: sum", "value: mean");
    HttpResponse<String> stored =
        instance.send("POST", "/admin/rule-sets", "application/yaml", rules);
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    HttpResponse<String> reset =
        instance.post("/admin/generations/reset", "{\"ruleSet\":\"2026-11-mean\"}");
    assertThat(reset.statusCode()).as(reset.body()).isEqualTo(200);
  }

  private static HttpResponse<String> query(Instance instance, String identity) throws Exception {
    return instance.post(
        "/internal/v1/generations/1/query?" + identity,
        """
        {"partitions":[0,1,2,3,4,5,6,7,8,9,10,11],"snapshots":null,"pin":false,"standby":true,
         "view":{"board":"departments","from":"2026-01-01","to":"2026-12-31"},
         "query":{"kind":"groups","by":"departments","hidden":true}}
        """);
  }

  private static List<String> versions(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    List<String> versions = new ArrayList<>();
    for (JsonNode answer : JSON.readTree(response.body()).get("answers")) {
      versions.add(answer.path("status").asText() + " " + answer.path("version").asText());
    }
    return versions;
  }
}
