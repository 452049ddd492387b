package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.requirement.Lane;
import io.stridelake.simulator.NewActivity;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.faults.Faults;
import io.stridelake.system.company.SimulatedCompany;
import io.stridelake.system.company.TestRoster;
import io.stridelake.system.installation.Connect;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.oracle.Oracle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** With the broker gone, webhooks are refused in time; when it is back, everything catches up. */
@Order(5)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Tag(Lane.INSTALLATION)
@Execution(ExecutionMode.CONCURRENT)
final class BrokerDownTest {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  /** No measurement, for the cores are shared: a producer without limits of its own takes 120 s. */
  private static final Duration HANGS = Duration.ofSeconds(20);

  private static final Faults NOTHING_SENT = new Faults(0, 0, 0, 0, 1, 0, 0, 0);
  private static final int AT_ONCE = 8;

  /** An event and what became of it. */
  private record Posted(String event, int status, Duration took) {}

  @Test
  void shouldRefuseInTimeAndLoseNothing() throws Exception {
    Path dir = Workspace.fresh("broker-down");
    try (SimulatedCompany company =
            SimulatedCompany.start(14, Map.of("simulator.retry-spacing", "9s"));
        Installation installation =
            Installation.start(dir, company.strava(), CompanyYear.rules(dir), 1)) {
      // given
      List<Athlete> athletes = company.simulator().company().athletes();
      TestRoster roster = new TestRoster(athletes);
      installation.putRoster(roster.csv());
      List<Athlete> connected = athletes.subList(0, athletes.size() - 1);
      connected.forEach(athlete -> Connect.athlete(installation, athlete.athlete()));
      awaitTrue(installation, company, roster);
      long subscription = company.subscription(installation.http());
      company.simulator().setFaults(NOTHING_SENT);

      // when the broker goes while events come
      List<String> during = events(company, connected, subscription, 240);
      AtomicInteger taken = new AtomicInteger();
      List<Posted> posted;
      try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
        Future<List<Posted>> posting = threads.submit(() -> post(installation, during, 15, taken));
        installation.await("events are taken", PATIENCE).until(() -> taken.get() >= 25);
        installation.stopKafka();
        posted = new ArrayList<>(posting.get());
      }
      List<Posted> refused =
          post(installation, events(company, connected, subscription, 56), 0, taken);

      // then
      assertThat(refused).allSatisfy(each -> assertThat(each.status()).isEqualTo(503));
      assertThat(refused).allSatisfy(each -> assertThat(each.took()).isLessThan(HANGS));
      assertThat(posted).anySatisfy(each -> assertThat(each.status()).isEqualTo(200));
      assertThat(posted).allSatisfy(each -> assertThat(each.status()).isIn(200, 503));
      assertThat(posted).allSatisfy(each -> assertThat(each.took()).isLessThan(HANGS));
      shouldAnswerHonestly(installation);

      // when it comes back, the simulator tries its own again and the test what was refused
      company.simulator().setFaults(Faults.NONE);
      for (int i = 0; i < 20; i++) {
        company.simulator().create(connected.get(i % 13).athlete(), NewActivity.any());
      }
      installation.startKafka();
      posted.addAll(refused);
      List<String> again =
          posted.stream().filter(each -> each.status() == 503).map(Posted::event).toList();
      repeat(installation, again);
      assertThat(company.simulator().awaitDrained(PATIENCE)).isTrue();

      // then
      awaitTrue(installation, company, roster);
      assertThat(company.simulator().events().failed()).isZero();
      System.out.printf(
          "Broker down: %d webhooks refused, slowest %d ms; %d of %d taken while it went; "
              + "all shown in the end%n",
          again.size(),
          posted.stream().mapToLong(each -> each.took().toMillis()).max().orElse(0),
          posted.size() - again.size(),
          during.size());
    }
  }

  private static void shouldAnswerHonestly(Installation installation) {
    for (String path : List.of("/rankings/athletes", "/totals", "/rankings/sports?period=month")) {
      Http.Answer answer = installation.http().get(installation.api(path));
      assertThat(answer.status()).as(path).isIn(200, 503);
      assertThat(answer.status() == 200 || answer.header("Retry-After").isPresent()).isTrue();
    }
  }

  private static void awaitTrue(
      Installation installation, SimulatedCompany company, TestRoster roster) {
    Oracle oracle = new Oracle(company.truth(installation.http()), roster.people());
    Comparison comparison = new Comparison(installation, oracle);
    installation
        .await("the API shows what is true", PATIENCE)
        .untilAsserted(() -> assertThat(comparison.gap()).isEmpty());
  }

  /** Creates activities of which the simulator tells nobody, and the events that tell of them. */
  private static List<String> events(
      SimulatedCompany company, List<Athlete> athletes, long subscription, int count) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Athlete athlete = athletes.get(i % athletes.size());
      Activity made = company.simulator().create(athlete.athlete(), NewActivity.any());
      events.add(
          """
          {"aspect_type":"create","event_time":%d,"object_id":%d,"object_type":"activity",\
          "owner_id":%d,"subscription_id":%d,"updates":{}}\
          """
              .formatted(
                  System.currentTimeMillis() / 1000, made.id(), athlete.stravaId(), subscription));
    }
    return events;
  }

  /** Posts events, several at once, with a pause before each. */
  private static List<Posted> post(
      Installation installation, List<String> events, long pause, AtomicInteger taken)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Posted>> calls = new ArrayList<>();
      for (String event : events) {
        calls.add(
            () -> {
              Thread.sleep(pause);
              Posted one = post(installation, event);
              taken.addAndGet(one.status() == 200 ? 1 : 0);
              return one;
            });
      }
      List<Posted> posted = new ArrayList<>();
      for (Future<Posted> each : threads.invokeAll(calls)) {
        posted.add(each.get());
      }
      return posted;
    }
  }

  private static Posted post(Installation installation, String event) {
    long began = System.nanoTime();
    Http.Answer answer =
        installation
            .http()
            .send(
                "POST",
                installation.webhook(),
                event.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
    return new Posted(event, answer.status(), Duration.ofNanos(System.nanoTime() - began));
  }

  private static void repeat(Installation installation, List<String> events) {
    for (String event : events) {
      installation
          .await("a refused event is taken", PATIENCE)
          .until(() -> post(installation, event).status() == 200);
    }
  }
}
