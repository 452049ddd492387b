package io.stridelake.ingest;

import static io.stridelake.ingest.Installation.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.stridelake.requirement.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The provider's quota is kept, tokens survive, and many events at once are no trouble. */
@Tag(Lane.BROKER)
class PromisesTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int LIMIT = 60;
  private static Installation installation;

  @BeforeAll
  static void start() {
    installation = new Installation();
  }

  @AfterAll
  static void stop() {
    installation.close();
  }

  @AfterEach
  void unscript() {
    installation.strava.script = request -> null;
  }

  @Test
  void shouldStoreNewTokensBeforeTheyAreUsed() {
    ApplicationContext service = installation.start(Map.of());
    installation.awaitReady(service);
    installation.connected(service, 1);
    installation.strava.expire(1);
    installation.strava.put(1, 11, "{\"id\":11}");
    List<Long> storedAtFirstUse = new ArrayList<>();
    long before = accounts("strava:1");
    AtomicInteger calls = new AtomicInteger();
    installation.strava.script =
        request -> {
          if (request.path().endsWith("/activities/11") && calls.incrementAndGet() == 2) {
            storedAtFirstUse.add(accounts("strava:1") - before);
          }
          return null;
        };

    installation.push(service, event(1, 11, "create"));

    await().atMost(SOON).until(() -> !installation.lake(11).isEmpty());
    assertThat(storedAtFirstUse).containsExactly(1L);
    installation.stop(service);
  }

  @Test
  void shouldKeepQuotaAndLeaveReserveToLiveEvents() {
    ApplicationContext service =
        installation.start(Map.of("stridelake.ingest.strava.page-size", 2));
    installation.awaitReady(service);
    for (int owner = 200; owner < 210; owner++) {
      for (int i = 0; i < 30; i++) {
        installation.strava.putHistory(owner, owner * 1000L + i, 1_600_000_000L + 100 * i);
      }
    }
    Limited limited = new Limited();
    installation.strava.script = limited::answer;

    for (int owner = 200; owner < 210; owner++) {
      assertThat(installation.connect(service, owner, "activity:read").statusCode()).isEqualTo(303);
    }
    await().atMost(SOON).until(() -> limited.used() >= LIMIT * 7 / 10);
    for (int owner = 200; owner < 210; owner++) {
      installation.strava.put(owner, owner, "{\"id\":" + owner + "}");
      installation.push(service, event(owner, owner, "create"));
    }

    for (int owner = 200; owner < 210; owner++) {
      int id = owner;
      await().atMost(SOON).until(() -> !installation.lake(id).isEmpty());
    }
    assertThat(limited.refused.get()).isZero();
    installation.stop(service);
  }

  @Test
  void shouldFetchEveryOneOfManyEventsAtOnce() throws Exception {
    ApplicationContext service = installation.start(Map.of());
    installation.awaitReady(service);
    List<Callable<Integer>> pushes = new ArrayList<>();
    for (int owner = 300; owner < 340; owner++) {
      installation.connected(service, owner);
      for (int i = 0; i < 25; i++) {
        long id = owner * 1000L + i;
        installation.strava.put(owner, id, "{\"id\":" + id + "}");
        String body = event(owner, id, "create");
        pushes.add(() -> installation.push(service, body).statusCode());
      }
    }
    long lakeBefore = installation.records("stridelake.lake").size();

    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      for (var pushed : clients.invokeAll(pushes)) {
        assertThat(pushed.get()).isEqualTo(200);
      }
    }

    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> installation.records("stridelake.lake").size() >= lakeBefore + pushes.size());
    installation.stop(service);
  }

  private static long accounts(String key) {
    return installation.records("stridelake.accounts").stream()
        .filter(each -> new String(each.key(), UTF_8).equals(key))
        .count();
  }

  /** Counts calls of the API as the provider does and refuses those over the limit. */
  private static final class Limited {
    private final Map<Long, Integer> windows = new HashMap<>();
    final AtomicInteger refused = new AtomicInteger();

    synchronized int used() {
      return windows.getOrDefault(Instant.now().getEpochSecond() / 900, 0);
    }

    FakeStrava.@Nullable Reply answer(FakeStrava.Request request) {
      if (!request.path().startsWith("/api/v3/a")) {
        return null;
      }
      int used;
      synchronized (this) {
        used = windows.merge(Instant.now().getEpochSecond() / 900, 1, Integer::sum);
        installation.strava.headers =
            Map.of(
                "X-RateLimit-Limit", LIMIT * 2 + ",20000",
                "X-RateLimit-Usage", used + "," + used,
                "X-ReadRateLimit-Limit", LIMIT + ",10000",
                "X-ReadRateLimit-Usage", used + "," + used);
      }
      if (used > LIMIT) {
        refused.incrementAndGet();
        return FakeStrava.Reply.of(429, "{\"message\":\"Rate Limit Exceeded\",\"errors\":\"x\"}");
      }
      return null;
    }
  }
}
