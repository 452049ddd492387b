package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.oracle.Oracle;
import io.stridelake.system.oracle.Person;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what the public API says of single activities against the oracle. */
final class ActivitiesComparison {
  private static final int EVERY = 20;

  private final Installation installation;
  private final Oracle oracle;
  private int activities;
  private int counted;
  private int explained;

  ActivitiesComparison(Installation installation, Oracle oracle) {
    this.installation = installation;
    this.oracle = oracle;
  }

  /** Compares every person's activities; throws at the first difference. */
  void compare() {
    for (Person person : oracle.people()) {
      List<JsonNode> entries = all("/athletes/" + person.id() + "/activities?limit=100");
      Map<String, BigDecimal> points = new HashMap<>();
      for (JsonNode entry : entries) {
        JsonNode activity = entry.get("activity");
        if (entry.get("counted").asBoolean()) {
          points.put(activity.get("externalId").asText(), entry.get("points").decimalValue());
        }
        if (activities++ % EVERY == 0) {
          explain(entry);
        }
      }
      assertThat(points.keySet()).isEqualTo(oracle.points(person).keySet());
      oracle
          .points(person)
          .forEach((id, expected) -> assertThat(points.get(id)).isEqualByComparingTo(expected));
      counted += points.size();
      sums(person, points);
    }
    assertThat(newestFirst(all("/catalogue/activities?limit=100"))).isEqualTo(activities);
  }

  int explained() {
    return explained;
  }

  String summary() {
    return "%d of %d people, %d counted, each as the oracle has it; %d explained"
        .formatted(activities, oracle.people().size(), counted, explained);
  }

  private void explain(JsonNode entry) {
    JsonNode activity = entry.get("activity");
    JsonNode explanation =
        get("/activities/%s/%s/%s/explanation"
                .formatted(
                    activity.get("athlete").asText(),
                    activity.get("provider").asText(),
                    activity.get("externalId").asText()))
            .json();
    assertThat(explanation.get("activity")).isEqualTo(activity);
    assertThat(explanation.get("counted")).isEqualTo(entry.get("counted"));
    assertThat(explanation.get("points")).isEqualTo(entry.get("points"));
    assertThat(explanation.get("rule")).isEqualTo(entry.get("rule"));
    assertThat(explanation.at("/raw/topic").asText()).isEqualTo("stridelake.lake");
    if (entry.get("counted").asBoolean()) {
      JsonNode steps = explanation.get("steps");
      assertThat(steps.get(0).get("id")).isEqualTo(entry.get("rule"));
      assertThat(steps.get(steps.size() - 1).get("points")).isEqualTo(entry.get("points"));
    } else {
      assertThat(explanation.get("reason").asText()).isNotEqualTo("null");
    }
    explained++;
  }

  /** The activities make up what the athlete's days add up to. */
  private void sums(Person person, Map<String, BigDecimal> points) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode year :
        get("/athletes/" + person.id() + "/points?by=year").json().get("periods")) {
      sum = sum.add(year.get("points").decimalValue());
    }
    assertThat(sum)
        .isEqualByComparingTo(points.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static int newestFirst(List<JsonNode> entries) {
    String before = "9999";
    for (JsonNode entry : entries) {
      String start = entry.at("/activity/startTime").asText().substring(0, 16);
      assertThat(start).isLessThanOrEqualTo(before);
      before = start;
    }
    return entries.size();
  }

  private List<JsonNode> all(String path) {
    List<JsonNode> entries = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      String more =
          cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
      JsonNode page = get(path + more).json();
      page.get("activities").forEach(entries::add);
      cursor = page.get("next").isNull() ? null : page.get("next").asText();
    } while (cursor != null);
    return entries;
  }

  private Http.Answer get(String path) {
    return installation
        .http()
        .get(installation.api(path), "Authorization", "Bearer " + Installation.ADMIN)
        .expect(200);
  }
}
