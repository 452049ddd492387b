package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.fake.FakeStreams;
import io.stridelake.query.fake.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivitiesTest {
  private static final String ADMIN = "Bearer admin-secret";

  @SuppressWarnings("NullAway.Init")
  private Service service;

  @BeforeEach
  void start() {
    service = Service.start(FakeStreams.start(3, 2));
    for (int i = 0; i < 7; i++) {
      Person.Deed deed =
          new Person.Deed("2026-11-0" + (1 + i), "Ride", 1500, 10_500_000_000L, 600, 5_250_000);
      service.streams().put(new Person("a-" + i, "Name " + i, "Sales", i == 3, List.of(deed)));
    }
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/catalogue/activities",
        "/api/v1/athletes/a-1",
        "/api/v1/athletes/a-1/activities",
        "/api/v1/athletes/a-1/points",
        "/api/v1/athletes/a-1/ranks",
        "/api/v1/activities/a-1/strava/1/explanation"
      })
  void shouldKeepWhatIsAnAthletesOwn(String path) {
    assertThat(service.get(path).status()).isEqualTo(401);
    assertThat(service.get(path, "Authorization", "Bearer service-secret").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void shouldMergePartitionsPageByPage(int limit) {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Map<String, Object> page =
          service
              .get("/api/v1/catalogue/activities?limit=" + limit + cursor, "Authorization", ADMIN)
              .json();
      for (Object entry : (List<?>) Objects.requireNonNull(page.get("activities"))) {
        Map<?, ?> activity =
            (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) entry).get("activity"));
        seen.add(activity.get("athlete") + " " + activity.get("localDate"));
      }
      Object next = page.get("next");
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());

    assertThat(seen)
        .containsExactly(
            "a-6 2026-11-07",
            "a-5 2026-11-06",
            "a-4 2026-11-05",
            "a-3 2026-11-04",
            "a-2 2026-11-03",
            "a-1 2026-11-02",
            "a-0 2026-11-01");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/catalogue/activities?limit=0, limit",
    "/api/v1/catalogue/activities?limit=101, limit",
    "/api/v1/catalogue/activities?from=2026-02-30, from",
    "/api/v1/catalogue/activities?from=2026-02-03&to=2026-02-01, to",
    "/api/v1/catalogue/activities?athlete=a%2Fb, athlete",
    "/api/v1/catalogue/activities?cursor=x, cursor",
    "/api/v1/athletes/a-1/points?by=all, by",
    "/api/v1/athletes/a-1/points?by=hour, by",
  })
  void shouldNameTheParameterThatIsWrong(String path, String parameter) {
    Service.Response refused = service.get(path, "Authorization", ADMIN);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("parameter")).isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/athletes/a-1/points?by=, day | week | month | year",
    "/api/v1/athletes/a-1/points?by=%00, day | week | month | year",
    "/api/v1/catalogue/activities?athlete=, 1 to 64 characters of A-Z a-z 0-9 . _ -",
    "/api/v1/rankings/sports?period=, day | week | month | year | all",
  })
  void shouldSayWhatIsAllowedWhateverIsWrong(String path, String allowed) {
    Service.Response refused = service.get(path, "Authorization", ADMIN);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("allowed")).isEqualTo(allowed);
  }

  @Test
  void shouldTakeACursorForTheSameFiltersOnly() {
    Object next =
        service
            .get("/api/v1/catalogue/activities?limit=2", "Authorization", ADMIN)
            .json()
            .get("next");

    String other = "/api/v1/catalogue/activities?sport=Run&cursor=" + next;
    assertThat(service.get(other, "Authorization", ADMIN).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/athletes/nobody",
        "/api/v1/athletes/nobody/points",
        "/api/v1/athletes/nobody/ranks",
        "/api/v1/athletes/a%20b",
        "/api/v1/activities/a-1/strava/none/explanation",
        "/api/v1/activities/nobody/strava/1/explanation"
      })
  void shouldNotKnowWhatIsNotThere(String path) {
    assertThat(service.get(path, "Authorization", ADMIN).status()).isEqualTo(404);
  }

  @Test
  void shouldExplainAnActivity() {
    assertThat(
            service
                .get("/api/v1/activities/a-1/strava/0/explanation", "Authorization", ADMIN)
                .text())
        .isEqualTo(
            "{\"activity\":{\"athlete\":\"a-1\",\"provider\":\"strava\",\"externalId\":\"0\","
                + "\"sport\":\"Ride\",\"localDate\":\"2026-11-02\","
                + "\"startTime\":\"2026-11-02T09:00+01:00\",\"metres\":10500,"
                + "\"movingSeconds\":600.5,\"elapsedSeconds\":660,\"metresClimbed\":5.25,"
                + "\"manual\":false,\"private\":false,\"flagged\":false},"
                + "\"counted\":true,\"reason\":null,\"points\":1.5,\"rule\":\"ride\","
                + "\"ruleSet\":\"2026-11\",\"generation\":1,"
                + "\"steps\":[{\"kind\":\"rule\",\"id\":\"ride\",\"text\":\"1 km × 1\",\"points\":1.5}],"
                + "\"countsInstead\":null,"
                + "\"raw\":{\"topic\":\"lake\",\"partition\":0,\"offset\":7,"
                + "\"receivedAt\":\"2026-11-20T10:00:00Z\"}}");
  }

  @ParameterizedTest
  @CsvSource({"day, 2026-11-02", "week, 2026-W45", "month, 2026-11", "year, 2026"})
  void shouldAddUpAnAthletesDays(String by, String period) {
    String points =
        service.get("/api/v1/athletes/a-1/points?by=" + by, "Authorization", ADMIN).text();

    assertThat(points)
        .contains("\"by\":\"" + by + "\"", "\"period\":\"" + period + "\"")
        .contains("\"points\":1.5,\"activities\":1,\"km\":10.5,\"minutes\":10,\"metresClimbed\":5");
  }

  @Test
  void shouldSayWhoAnAthleteIs() {
    assertThat(service.get("/api/v1/athletes/a-3", "Authorization", ADMIN).json())
        .containsEntry("name", "Name 3")
        .containsEntry("department", "Sales")
        .containsEntry("visibility", "hidden");
  }

  @Test
  void shouldSayWhereAnAthleteStandsOnEveryBoard() {
    Map<String, Object> ranks =
        service.get("/api/v1/athletes/a-1/ranks", "Authorization", ADMIN).json();

    // Three boards of athletes: two in five kinds of period, one of all time only.
    assertThat((List<?>) ranks.get("ranks")).hasSize(11);
  }
}
