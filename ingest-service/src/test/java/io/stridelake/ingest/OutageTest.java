package io.stridelake.ingest;

import static io.stridelake.ingest.Installation.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.stridelake.ingest.inbox.InboxConfig;
import io.stridelake.requirement.Lane;
import io.stridelake.topics.LakeKey;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens when brokers, instances and calls end in the middle. */
@Tag(Lane.BROKER)
class OutageTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private Installation installation;

  @BeforeEach
  void start() {
    installation = new Installation();
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void shouldSay503SoonWithoutBrokerAndCatchUpLater() {
    ApplicationContext service = installation.start(Map.of());
    installation.awaitReady(service);
    installation.connected(service, 1);
    installation.strava.put(1, 11, "{\"id\":11}");
    // How long exactly is for benchmarks, on cores that nothing else uses.
    assertThat(service.getBean(InboxConfig.class).answer())
        .isLessThanOrEqualTo(Duration.ofMillis(1500));
    installation.stopKafka();

    for (int i = 0; i < 3; i++) {
      // Within the ten seconds of the client: without limits of its own the producer takes 120.
      HttpResponse<String> refused = installation.push(service, event(1, 11, "create"));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("urn:stridelake:problem:kafka-unavailable");
    }

    installation.startKafka();
    await()
        .atMost(SOON)
        .until(() -> installation.push(service, event(1, 11, "create")).statusCode() == 200);
    await().atMost(SOON).until(() -> !installation.lake(11).isEmpty());
    assertThat(installation.get(service, "/health/liveness").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldGoOnWithHistoryAndWaitingEventsAfterRestart() {
    Map<String, Object> settings = Map.of("stridelake.ingest.strava.page-size", 5);
    ApplicationContext first = installation.start(settings);
    installation.awaitReady(first);
    for (int i = 0; i < 40; i++) {
      installation.strava.putHistory(2, 20_000 + i, 1_600_000_000L + 100 * i);
    }
    AtomicInteger pages = new AtomicInteger();
    installation.strava.script =
        request ->
            request.path().endsWith("/athlete/activities") && pages.incrementAndGet() > 3
                ? FakeStrava.Reply.of(503, "")
                : null;
    assertThat(installation.connect(first, 2, "activity:read").statusCode()).isEqualTo(303);
    installation.push(first, event(2, 555, "create"));
    await()
        .atMost(SOON)
        .until(() -> pages.get() > 4 && installation.strava.calls("/api/v3/activities/555") > 0);
    installation.stop(first);

    installation.strava.script = request -> null;
    installation.strava.put(2, 555, "{\"id\":555}");
    ApplicationContext second = installation.start(settings);
    installation.awaitReady(second);

    await().atMost(SOON).until(() -> history().size() == 40 && !installation.lake(555).isEmpty());
  }

  @Test
  void shouldShareAccountsBetweenInstancesAndTakeOverFromOneThatStops() {
    ApplicationContext first = installation.start(Map.of());
    installation.awaitReady(first);
    ApplicationContext second = installation.start(Map.of());
    installation.awaitReady(second);
    for (int owner = 100; owner < 112; owner++) {
      installation.connected(owner % 2 == 0 ? first : second, owner);
    }

    for (int owner = 100; owner < 112; owner++) {
      installation.strava.put(owner, owner * 10L, "{\"id\":" + owner * 10 + "}");
      installation.push(owner % 3 == 0 ? first : second, event(owner, owner * 10L, "create"));
    }
    installation.stop(first);
    for (int owner = 100; owner < 112; owner++) {
      installation.strava.put(owner, owner * 10L + 1, "{\"id\":" + (owner * 10 + 1) + "}");
      installation.push(second, event(owner, owner * 10L + 1, "create"));
    }

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Set<String> ids = new HashSet<>();
              installation
                  .records("stridelake.lake")
                  .forEach(each -> ids.add(LakeKey.parse(each.key()).externalId()));
              assertThat(ids).hasSize(24);
            });
  }

  private Set<String> history() {
    Set<String> ids = new HashSet<>();
    installation.records("stridelake.lake").stream()
        .filter(each -> new String(each.value(), UTF_8).contains("start_date"))
        .forEach(each -> ids.add(LakeKey.parse(each.key()).externalId()));
    return ids;
  }
}
