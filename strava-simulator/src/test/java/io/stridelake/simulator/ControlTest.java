package io.stridelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.simulator.company.Activity;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlTest {
  private static final String ROOT = "/simulator/v1";

  @SuppressWarnings("NullAway.Init")
  private static TestStrava test;

  @BeforeAll
  static void start() throws IOException {
    test = new TestStrava(Map.of());
    test.subscribe();
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @BeforeEach
  void noFaults() {
    test.send("PUT", ROOT + "/faults", "{}");
    test.send("PUT", ROOT + "/live", "{\"rate\":0}");
  }

  @Test
  void shouldScriptTheLifeOfAnActivity() {
    Map<?, ?> created =
        test.json(
            test.send(
                "POST",
                ROOT + "/activities",
                "{\"athlete\":\"a-0001\",\"activity\":{\"sportType\":\"Run\",\"name\":\"Scripted\","
                    + "\"startLocal\":\"2026-10-25T02:30:00\",\"zone\":\"Europe/Warsaw\",\"metres\":10000.10,"
                    + "\"movingSeconds\":3000,\"flags\":[\"COMMUTE\"]}}"));
    String path = ROOT + "/activities/" + created.get("id");
    Map<?, ?> edited = test.json(test.send("PATCH", path, "{\"metres\":9000.5,\"onlyMe\":true}"));
    Map<?, ?> deleted = test.json(test.delete(path));

    assertThat(created.get("metres")).isEqualTo("10000.10");
    assertThat(created.get("localDate")).isEqualTo("2026-10-25");
    assertThat(created.get("localTime")).isEqualTo("02:30:00");
    assertThat(created.get("offsetSeconds")).isEqualTo(7200);
    assertThat(created.get("elapsedSeconds")).isEqualTo(3000);
    assertThat(created.get("commute")).isEqualTo(true);
    assertThat(edited.get("metres")).isEqualTo("9000.5");
    assertThat(edited.get("onlyMe")).isEqualTo(true);
    assertThat(deleted.get("deleted")).isEqualTo(true);
    assertThat(test.delete(path).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldSayWhyAWishCannotBeFulfilled() {
    HttpResponse<String> unknown =
        test.send("POST", ROOT + "/activities", "{\"athlete\":\"nobody\"}");
    HttpResponse<String> contradiction =
        test.send(
            "POST",
            ROOT + "/activities",
            "{\"athlete\":\"a-0001\",\"activity\":{\"movingSeconds\":9,\"elapsedSeconds\":8}}");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(contradiction.statusCode()).isEqualTo(400);
    assertThat(test.send("PUT", ROOT + "/faults", "{\"failRate\":2}").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldDumpTheTruth() {
    List<?> athletes = test.list(test.get(ROOT + "/athletes"));
    List<?> activities = test.list(test.get(ROOT + "/activities"));
    List<?> own = test.list(test.get(ROOT + "/activities?athlete=a-0002"));
    Map<?, ?> company = test.json(test.get(ROOT + "/company"));

    assertThat(athletes).hasSize(6);
    assertThat(activities).hasSize(test.strava.company().activities().size());
    assertThat(own).isNotEmpty().hasSizeLessThan(activities.size());
    assertThat(company.get("endDate")).isEqualTo("2026-11-22");
    assertThat(test.get(ROOT + "/roster.csv").body())
        .startsWith("athlete,name,department,account,visibility\r\n");
  }

  @Test
  void shouldTellTheTruthThatTheApiTells() {
    String token = test.token(test.athlete(2), "activity:read_all");
    List<?> listed = test.list(test.get("/api/v3/athlete/activities?per_page=200", token));

    for (Object element : listed) {
      Map<?, ?> sent = (Map<?, ?>) element;
      Map<?, ?> truth = test.json(test.get(ROOT + "/activities/" + sent.get("id")));
      if (truth.get("metres") instanceof String metres) {
        assertThat(String.valueOf(sent.get("distance"))).isEqualTo(metres);
      }
      assertThat(sent.get("start_date_local"))
          .isEqualTo(truth.get("localDate") + "T" + truth.get("localTime") + "Z");
    }
    assertThat(listed).isNotEmpty();
  }

  @Test
  void shouldGrantWithoutABrowser() {
    Map<?, ?> granted =
        test.json(test.send("POST", ROOT + "/athletes/a-0003/grant", "{\"scope\":\"read\"}"));
    HttpResponse<String> bare = test.post(ROOT + "/athletes/a-0003/grant", "");

    HttpResponse<String> tokens =
        test.post(
            "/oauth/token",
            TestStrava.APP + "&grant_type=authorization_code&code=" + granted.get("code"));
    assertThat(tokens.statusCode()).isEqualTo(200);
    assertThat(bare.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNotFindANewActivityAtFirstWhenTold() {
    String token = test.token(test.athlete(0), "activity:read_all");
    test.send("PUT", ROOT + "/faults", "{\"notFoundFirst\":2}");
    Activity activity = test.strava.create("a-0001", NewActivity.any());
    String path = "/api/v3/activities/" + activity.id();

    List<Integer> statuses =
        List.of(
            test.get(path, token).statusCode(),
            test.get(path, token).statusCode(),
            test.get(path, token).statusCode());

    assertThat(statuses).containsExactly(404, 404, 200);
  }

  @Test
  void shouldFailAndBeSlowWhenTold() {
    String token = test.token(test.athlete(0), "activity:read_all");
    test.send("PUT", ROOT + "/faults", "{\"failRate\":1,\"slowMillis\":120}");

    long before = System.nanoTime();
    HttpResponse<String> answer = test.get("/api/v3/athlete", token);
    long millis = (System.nanoTime() - before) / 1_000_000;

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(millis).isGreaterThanOrEqualTo(120);
  }

  @Test
  void shouldLetPeopleGoOnRecordingAtARate() {
    test.connect(test.athlete(5), "read", "activity:read");
    long before = test.strava.events().published();

    test.send("PUT", ROOT + "/live", "{\"rate\":200}");

    Awaitility.await().until(() -> test.strava.events().published() > before + 20);
    Map<?, ?> status = test.json(test.send("PUT", ROOT + "/live", "{\"rate\":0}"));
    assertThat(status.get("liveRate")).isEqualTo(0.0);
    assertThat(test.post(ROOT + "/drain?seconds=10", "").statusCode()).isEqualTo(200);
    assertThat(test.json(test.get(ROOT + "/status")).get("queued")).isEqualTo(0);
  }

  @Test
  void shouldPushAForgedEventAsGiven() {
    String event =
        "{\"aspect_type\":\"delete\",\"event_time\":1,\"object_id\":2,\"object_type\":\"activity\","
            + "\"owner_id\":3,\"subscription_id\":4,\"updates\":{}}";

    HttpResponse<String> answer = test.send("POST", ROOT + "/events", event);

    assertThat(answer.statusCode()).isEqualTo(202);
    Awaitility.await()
        .until(
            () ->
                test.events.stream()
                    .anyMatch(pushed -> Integer.valueOf(4).equals(pushed.get("subscription_id"))));
  }

  @Test
  void shouldKeepTheScaleOfADistance() {
    NewActivity wanted =
        new NewActivity(null, "Run", null, null, new BigDecimal("1234.50"), null, null, null, null);

    Activity created = test.strava.create("a-0001", wanted);

    assertThat(created.metres()).isEqualTo(new BigDecimal("1234.50"));
  }
}
