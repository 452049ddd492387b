package io.stridelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Edit;
import io.stridelake.simulator.company.Flag;
import io.stridelake.simulator.faults.Faults;
import io.stridelake.simulator.push.PushCounters;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushTest {
  private static final String SUBSCRIPTIONS = "/api/v3/push_subscriptions";

  @SuppressWarnings("NullAway.Init")
  private TestStrava test;

  @SuppressWarnings("NullAway.Init")
  private Athlete athlete;

  @BeforeEach
  void start() throws IOException {
    test = new TestStrava(Map.of("simulator.signature-key", "key"));
    athlete = test.athlete(0);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void shouldCreateViewAndDeleteTheSubscription() {
    HttpResponse<String> created = subscribe(test.hook());
    HttpResponse<String> second = subscribe(test.hook());
    HttpResponse<String> listed = test.get(SUBSCRIPTIONS + "?" + TestStrava.APP);
    Object id = test.json(created).get("id");
    HttpResponse<String> deleted = test.delete(SUBSCRIPTIONS + "/" + id + "?" + TestStrava.APP);

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(400);
    assertThat(listed.body()).isEqualTo("[" + created.body() + "]").contains(test.hook());
    assertThat(deleted.statusCode()).isEqualTo(204);
    assertThat(test.get(SUBSCRIPTIONS + "?" + TestStrava.APP).body()).isEqualTo("[]");
  }

  @Test
  void shouldRefuseACallbackThatDoesNotEcho() {
    test.echoes = false;

    HttpResponse<String> answer = subscribe(test.hook());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"Bad Request\",\"errors\":[{\"resource\":\"PushSubscription\",\"field\":\"callback url\",\"code\":\"GET to callback URL does not return 200\"}]}");
  }

  @Test
  void shouldRefuseAStrangerAndATooLongCallback() {
    String long256 = test.hook() + "?x=" + "y".repeat(256);

    assertThat(test.post(SUBSCRIPTIONS, "callback_url=" + test.hook()).statusCode()).isEqualTo(401);
    assertThat(subscribe(long256).statusCode()).isEqualTo(400);
    assertThat(test.get(SUBSCRIPTIONS).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldPushCreateEditsAndDelete() throws InterruptedException {
    connected("read", "activity:read");

    Activity activity = test.strava.create(athlete.athlete(), run());
    drain();
    test.strava.edit(activity.id(), Edit.title("Messy"));
    drain();
    test.strava.edit(activity.id(), Edit.sport("TrailRun"));
    drain();
    test.strava.edit(activity.id(), Edit.distance(new BigDecimal("5000.0")));
    test.strava.delete(activity.id());
    drain();

    // From Run to TrailRun the coarse type stays Run, but the sport is another: an update as well.
    assertThat(aspects()).isEqualTo("[create, update, update, delete]");
    assertThat(test.events.get(0).get("updates")).isEqualTo(Map.of());
    assertThat(test.events.get(1).get("updates")).isEqualTo(Map.of("title", "Messy"));
    assertThat(test.events.get(0).get("owner_id")).isEqualTo((int) athlete.stravaId());
    assertThat(test.events.get(0).get("object_id")).isEqualTo(activity.id());
    assertThat(test.signatures.get(0)).matches("t=\\d+,v1=[0-9a-f]{64}");
  }

  @Test
  void shouldHidePrivateActivitiesFromAnAppWithoutReadAll() throws InterruptedException {
    connected("read", "activity:read");
    Activity activity = test.strava.create(athlete.athlete(), run());
    drain();

    test.strava.edit(activity.id(), Edit.privacy(true));
    drain();
    test.strava.edit(activity.id(), Edit.title("unseen"));
    test.strava.edit(activity.id(), Edit.privacy(false));
    drain();

    assertThat(aspects()).isEqualTo("[create, delete, create]");
  }

  @Test
  void shouldTellOfPrivacyWithReadAll() throws InterruptedException {
    connected("activity:read_all");
    Activity activity = test.strava.create(athlete.athlete(), run());
    drain();

    test.strava.edit(activity.id(), Edit.privacy(true));
    drain();

    assertThat(test.events.get(1).get("updates")).isEqualTo(Map.of("private", "true"));
  }

  @Test
  void shouldPushDeauthorisation() throws InterruptedException {
    connected("read");

    test.strava.deauthorise(athlete.stravaId());
    drain();

    assertThat(test.events.get(0).get("object_type")).isEqualTo("athlete");
    assertThat(test.events.get(0).get("updates")).isEqualTo(Map.of("authorized", "false"));
  }

  @Test
  void shouldPushNothingForAthletesWhoHaveNotAuthorised() throws InterruptedException {
    test.subscribe();

    test.strava.create(athlete.athlete(), run());
    drain();

    assertThat(test.events).isEmpty();
  }

  @Test
  void shouldTryThreeTimesAndNeverAgain() throws InterruptedException {
    connected("read", "activity:read");
    test.answers = n -> 503;

    test.strava.create(athlete.athlete(), run());
    drain();

    PushCounters counters = test.strava.events();
    assertThat(counters.attempts()).isEqualTo(3);
    assertThat(counters.failed()).isEqualTo(1);
    assertThat(test.events).hasSize(3);
  }

  @Test
  void shouldDeliverAtTheThirdAttempt() throws InterruptedException {
    connected("read", "activity:read");
    test.answers = n -> n < 3 ? 500 : 200;

    test.strava.create(athlete.athlete(), run());
    drain();

    assertThat(test.strava.events().delivered()).isEqualTo(1);
    assertThat(test.strava.events().failed()).isZero();
  }

  @Test
  void shouldTimeOutOnASlowCallback() throws InterruptedException {
    connected("read", "activity:read");
    test.answers =
        n -> {
          if (n == 1) {
            sleep(900);
          }
          return 200;
        };

    test.strava.create(athlete.athlete(), run());
    drain();

    assertThat(test.strava.events().attempts()).isEqualTo(2);
  }

  @Test
  void shouldLoseAndRepeatEventsWhenTold() throws InterruptedException {
    connected("read", "activity:read");

    test.strava.setFaults(new Faults(0, 0, 0, 0, 1, 0, 0, 0));
    test.strava.create(athlete.athlete(), run());
    test.strava.setFaults(new Faults(0, 0, 0, 0, 0, 1, 0, 0));
    test.strava.create(athlete.athlete(), run());
    drain();

    assertThat(test.strava.events().lost()).isEqualTo(1);
    assertThat(test.events).hasSize(2);
    assertThat(test.events.get(0)).isEqualTo(test.events.get(1));
  }

  @Test
  void shouldReorderEventsWhenToldAndLoseNone() throws InterruptedException {
    connected("read", "activity:read");
    test.strava.setFaults(new Faults(0, 0, 0, 0, 0, 0, 10, 0));

    List<Long> ids =
        IntStream.range(0, 40)
            .mapToObj(i -> test.strava.create(athlete.athlete(), run()).id())
            .toList();
    drain();

    List<Long> arrived = test.events.stream().map(PushTest::objectId).toList();
    assertThat(arrived).containsExactlyInAnyOrderElementsOf(ids).isNotEqualTo(ids);
  }

  @Test
  void shouldForgeEventsWhenTold() throws InterruptedException {
    connected("read", "activity:read");
    test.strava.setFaults(new Faults(0, 0, 0, 0, 0, 0, 0, 1));

    Activity activity = test.strava.create(athlete.athlete(), run());
    drain();

    assertThat(test.strava.events().forged()).isEqualTo(1);
    assertThat(test.events).hasSize(2);
    assertThat(test.strava.company().activity(activity.id())).contains(activity);
  }

  private void connected(String... scopes) {
    test.subscribe();
    test.connect(athlete, scopes);
  }

  private HttpResponse<String> subscribe(String callback) {
    return test.post(
        SUBSCRIPTIONS,
        TestStrava.APP
            + "&verify_token=v&callback_url="
            + URLEncoder.encode(callback, StandardCharsets.UTF_8));
  }

  private void drain() throws InterruptedException {
    assertThat(test.strava.awaitDrained(Duration.ofSeconds(10))).isTrue();
  }

  private String aspects() {
    return test.events.stream().map(event -> event.get("aspect_type")).toList().toString();
  }

  private static NewActivity run() {
    Set<Flag> none = Set.of();
    return new NewActivity(null, "Run", null, null, null, null, null, null, none);
  }

  private static long objectId(Map<?, ?> event) {
    return event.get("object_id") instanceof Number id ? id.longValue() : -1;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
