package io.stridelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Edit;
import io.stridelake.simulator.company.Flag;
import io.stridelake.simulator.limits.Limits;
import io.stridelake.simulator.limits.RateLimits;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StravaApiTest {
  private static final Limits WIDE = new Limits(100_000, 100_000, 100_000, 100_000);

  @SuppressWarnings("NullAway.Init")
  private static TestStrava test;

  private final Athlete athlete = test.athlete(0);

  @BeforeAll
  static void start() throws IOException {
    test = new TestStrava(Map.of());
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @BeforeEach
  void widen() {
    test.context.getBean(RateLimits.class).set(WIDE);
    test.context.getBean(RateLimits.class).reset();
  }

  @Test
  void shouldAnswerTheAthleteOfTheToken() {
    HttpResponse<String> answer = test.get("/api/v3/athlete", token());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(test.json(answer).get("id")).isEqualTo((int) athlete.stravaId());
    assertThat(test.json(answer).get("resource_state")).isEqualTo(3);
  }

  @Test
  void shouldPageThroughAllActivitiesNewestFirstUntilAnEmptyPage() {
    String token = token();
    List<Long> ids = new ArrayList<>();
    for (int page = 1; ; page++) {
      List<?> elements =
          test.list(test.get("/api/v3/athlete/activities?per_page=50&page=" + page, token));
      if (elements.isEmpty()) {
        break;
      }
      elements.forEach(element -> ids.add(number(element)));
    }

    List<Long> expected =
        test.strava.company().activitiesOf(athlete.stravaId()).stream()
            .filter(activity -> !activity.deleted() && !activity.is(Flag.ONLY_ME))
            .map(Activity::id)
            .toList();

    assertThat(ids).isEqualTo(expected);
  }

  @Test
  void shouldListThirtyWhenNotAskedForMore() {
    assertThat(test.list(test.get("/api/v3/athlete/activities", token()))).hasSize(30);
  }

  @Test
  void shouldListBetweenTwoTimes() {
    List<Activity> own =
        test.strava.company().activitiesOf(athlete.stravaId()).stream()
            .filter(activity -> !activity.deleted() && !activity.is(Flag.ONLY_ME))
            .toList();
    Instant newest = own.get(3).start();
    Instant oldest = own.get(8).start();

    List<?> listed =
        test.list(
            test.get(
                "/api/v3/athlete/activities?before=%d&after=%d"
                    .formatted(newest.getEpochSecond(), oldest.getEpochSecond()),
                token()));

    assertThat(listed).hasSize(4);
  }

  @Test
  void shouldRefuseAPageThatIsTooLong() {
    assertThat(test.get("/api/v3/athlete/activities?per_page=201", token()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void shouldAnswerTheDetailedForm() {
    Activity activity = test.strava.create(athlete.athlete(), named("Täglich & \"mehr\""));

    HttpResponse<String> answer = test.get("/api/v3/activities/" + activity.id(), token());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type"))
        .contains("application/json;charset=utf-8");
    assertThat(test.json(answer).get("name")).isEqualTo("Täglich & \"mehr\"");
    assertThat(answer.body()).contains("\"calories\":", "\"laps\":");
  }

  @Test
  void shouldNotFindWhatIsUnknownForeignDeletedOrPrivate() {
    String token = token();
    Activity foreign = test.strava.create(test.athlete(1).athlete(), named("foreign"));
    Activity deleted = test.strava.create(athlete.athlete(), named("deleted"));
    test.strava.delete(deleted.id());
    Activity hidden = test.strava.create(athlete.athlete(), named("private"));
    test.strava.edit(hidden.id(), Edit.privacy(true));

    for (long id : new long[] {1, foreign.id(), deleted.id(), hidden.id()}) {
      HttpResponse<String> answer = test.get("/api/v3/activities/" + id, token);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .isEqualTo(
              "{\"message\":\"Record Not Found\",\"errors\":[{\"resource\":\"Activity\",\"field\":\"id\",\"code\":\"invalid\"}]}");
    }
  }

  @Test
  void shouldFindPrivateActivitiesWithReadAll() {
    Activity hidden = test.strava.create(athlete.athlete(), named("private"));
    test.strava.edit(hidden.id(), Edit.privacy(true));
    String token = test.token(athlete, "read", "activity:read_all");

    HttpResponse<String> answer = test.get("/api/v3/activities/" + hidden.id(), token);

    assertThat(test.json(answer).get("visibility")).isEqualTo("only_me");
  }

  @Test
  void shouldRefuseActivitiesWithoutTheScope() {
    String token = test.token(athlete, "read");

    assertThat(test.get("/api/v3/athlete/activities", token).statusCode()).isEqualTo(401);
    assertThat(test.get("/api/v3/athlete", token).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldRefuseACallWithoutToken() {
    HttpResponse<String> answer = test.get("/api/v3/athlete");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"Authorization Error\",\"errors\":[{\"resource\":\"Application\",\"field\":\"\",\"code\":\"invalid\"}]}");
    assertThat(test.get("/api/v3/athlete", "nonsense").statusCode()).isEqualTo(401);
  }

  @Test
  void shouldTellTheLimitsAndRejectBeyondThem() {
    test.context.getBean(RateLimits.class).set(new Limits(200, 2000, 2, 1000));
    String token = token();

    HttpResponse<String> first = test.get("/api/v3/athlete", token);
    test.get("/api/v3/athlete", token);
    HttpResponse<String> third = test.get("/api/v3/athlete", token);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("X-RateLimit-Limit")).contains("200,2000");
    assertThat(first.headers().firstValue("X-RateLimit-Usage")).contains("1,1");
    assertThat(first.headers().firstValue("X-ReadRateLimit-Limit")).contains("2,1000");
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.headers().firstValue("X-ReadRateLimit-Usage")).contains("3,3");
    assertThat(third.body())
        .isEqualTo(
            "{\"errors\":\"Rate Limit Exceeded\",\"status\":429,\"message\":\"Too Many Requests\"}");
    assertThat(test.strava.usage().callsOverLimit()).isPositive();
  }

  private String token() {
    return test.token(athlete, "read", "activity:read");
  }

  private static NewActivity named(String name) {
    return new NewActivity(name, "Run", null, null, null, null, null, null, Set.of());
  }

  private static long number(@Nullable Object element) {
    return element instanceof Map<?, ?> map && map.get("id") instanceof Number id
        ? id.longValue()
        : -1;
  }
}
