package io.stridelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Edit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void shouldBeTheSameStravaAfterARestart() throws IOException {
    Map<?, ?> tokens;
    List<Activity> truth;
    try (TestStrava test = open("2026-11-22")) {
      test.subscribe();
      tokens = test.connect(test.athlete(0), "activity:read_all");
      long id = test.strava.create("a-0001", NewActivity.any()).id();
      test.strava.edit(id, Edit.distance(new BigDecimal("777.70")));
      test.strava.delete(test.strava.create("a-0001", NewActivity.any()).id());
      truth = test.strava.company().activities();
    }
    // What a kill in the middle of a write leaves.
    Files.writeString(
        folder.resolve("simulator.jsonl"), "{\"activity\":{\"id\":1", StandardOpenOption.APPEND);

    try (TestStrava test = open("2026-12-24")) {
      String token = String.valueOf(tokens.get("access_token"));
      assertThat(test.strava.company().activities()).isEqualTo(truth);
      assertThat(test.get("/api/v3/athlete", token).statusCode()).isEqualTo(200);
      assertThat(test.list(test.get("/api/v3/push_subscriptions?" + TestStrava.APP))).hasSize(1);
      assertThat(test.strava.create("a-0001", NewActivity.any()).id())
          .isGreaterThan(truth.getLast().id());
    }
  }

  @Test
  void shouldDeliverWhatWasUnderWayAfterARestart() throws Exception {
    try (TestStrava test = open("2026-11-22")) {
      test.subscribe();
      test.connect(test.athlete(0), "activity:read_all");
      test.answers = n -> 503;
      test.strava.create("a-0001", NewActivity.any());
    }

    try (TestStrava test = open("2026-11-22")) {
      // The subscriber of this run has another port, so that nobody answers: it is given up.
      assertThat(test.strava.awaitDrained(Duration.ofSeconds(20))).isTrue();
      assertThat(test.strava.events().failed()).isEqualTo(1);
    }
  }

  private TestStrava open(String endDate) throws IOException {
    return new TestStrava(
        Map.of(
            "simulator.data-dir",
            folder.toString(),
            "simulator.end-date",
            endDate,
            "simulator.retry-spacing",
            "300ms"));
  }
}
