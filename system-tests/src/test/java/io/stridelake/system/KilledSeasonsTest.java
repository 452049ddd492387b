package io.stridelake.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.requirement.Lane;
import io.stridelake.system.company.SimulatedCompany;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.installation.StreamsProcess;
import io.stridelake.topics.TopicCatalogue;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Operators lock and unlock a season, and in the middle of each step an instance is killed. Before
 * each step every athlete gets one more activity of the season, so a lock that missed one would be
 * seen. Whoever asks meanwhile is answered by what the lock holds, or by what the lake holds, or by
 * an honest 503; afterwards all instances agree, and what was decided with 200 is decided. {@code
 * -Dstride.seed} repeats the steps; how far each is when an instance dies is up to the machine.
 */
@Order(9)
@Timeout(value = 45, unit = TimeUnit.MINUTES)
@Tag(Lane.INSTALLATION)
@Execution(ExecutionMode.CONCURRENT)
final class KilledSeasonsTest {
  private static final boolean SOAK = Boolean.getBoolean("stride.soak");
  private static final int KILLS = Integer.getInteger("stride.kills", SOAK ? 32 : 3);
  private static final int ATHLETES = 24;

  /** One a day, from the season's first day on; the further ones follow, up to its last day. */
  private static final int ACTIVITIES = 100;

  private static final int INSTANCES = 2;
  private static final String BOARD = "/rankings/athletes?period=spring&limit=100";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration LONGEST_STEP = Duration.ofMillis(2_500);
  private static final Duration LONGEST_AWAY = Duration.ofMillis(3_000);

  private final long seed = Long.getLong("stride.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<String, Integer> steps = new TreeMap<>();

  /** How many further activities everybody has in the lake. */
  private volatile int written;

  /** How many of them were there when the season was locked last, or may have been. */
  private volatile int attempted;

  @Test
  void shouldKeepEveryDecisionAndEveryRecordWhateverDies() throws Exception {
    System.out.println("Killed seasons: seed " + seed);
    Path dir = Workspace.fresh("killed-seasons");
    try (SimulatedCompany strava = SimulatedCompany.start(2, Map.of());
        Installation installation =
            Installation.start(dir, strava.strava(), rules(dir), INSTANCES);
        RawWriter lake = new RawWriter(installation.bootstrap(), new TopicCatalogue())) {
      // given
      fill(installation, lake);
      installation
          .await("everything is ranked", PATIENCE)
          .until(() -> wrong(installation.http().get(installation.api(BOARD))) == null);
      Poller poller = new Poller(installation);
      try {
        // when
        for (int kill = 0; kill < KILLS; kill++) {
          killInTheMiddle(installation, lake);
        }
      } finally {
        poller.stop();
      }
      // then
      System.out.printf(
          "Killed seasons: %d kills %s; %d answers right, %d unavailable%n",
          KILLS, steps, poller.right, poller.unavailable);
      assertThat(poller.wrong).isEmpty();
      assertThat(poller.right).isGreaterThan(KILLS);
      verify(installation);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("steps of seed " + seed, e);
    }
  }

  private static Path rules(Path dir) throws Exception {
    return Files.writeString(
        dir.resolve("rules.yaml"),
        """
        version: once
        rules:
          - { id: any, sports: ["*"], points: { per: activity, value: 1 } }
        boards:
          - { id: athletes, of: athletes, metric: points }
        seasons:
          - { id: spring, from: 2026-01-01, to: 2026-06-30 }
        """);
  }

  private void fill(Installation installation, RawWriter lake) {
    StringBuilder roster = new StringBuilder("athlete,name,department,account\n");
    for (int athlete = 0; athlete < ATHLETES; athlete++) {
      roster.append("athlete-%1$d,Athlete %1$d,Sales,%n".formatted(athlete));
    }
    installation.putRoster(roster.toString());
    for (int athlete = 0; athlete < ATHLETES; athlete++) {
      for (int activity = 0; activity < ACTIVITIES; activity++) {
        lake.put("athlete-" + athlete, activity, 5_000);
      }
    }
    lake.flush();
  }

  /** Lets an operator decide, kills an instance meanwhile, starts it again and looks. */
  private void killInTheMiddle(Installation installation, RawWriter lake)
      throws InterruptedException {
    boolean locks = !season(installation, 0).get("locked").asBoolean();
    int next = written + 1;
    for (int athlete = 0; athlete < ATHLETES; athlete++) {
      lake.put("athlete-" + athlete, ACTIVITIES + next, 5_000);
    }
    if (locks) {
      attempted = next;
    }
    written = next;
    lake.flush();
    String step = locks ? "lock" : "unlock";
    int through = random.nextInt(INSTANCES);
    AtomicReference<Integer> status = new AtomicReference<>(0);
    Thread operator =
        Thread.startVirtualThread(() -> status.set(decide(installation, through, step)));
    LockSupport.parkNanos(random.nextLong(LONGEST_STEP.toNanos()));
    StreamsProcess victim = installation.streams(random.nextInt(INSTANCES));
    victim.kill();
    LockSupport.parkNanos(random.nextLong(LONGEST_AWAY.toNanos()));
    if (random.nextInt(4) == 0) {
      victim.startAfresh();
    } else {
      victim.start();
    }
    operator.join();
    steps.merge(step + " " + (status.get() == 0 ? "broke off" : status.get()), 1, Integer::sum);
    awaitAgreement(installation, status.get() == 200 ? locks : null);
  }

  private static int decide(Installation installation, int through, String step) {
    try {
      return installation
          .http()
          .send(
              "POST",
              installation.streams(through).url() + "/admin/seasons/spring/" + step,
              "{\"why\":\"a test\"}".getBytes(UTF_8),
              "Authorization",
              "Bearer " + Installation.ADMIN,
              "Content-Type",
              "application/json")
          .status();
    } catch (UncheckedIOException e) {
      // The instance died while it was asked: nobody knows whether the decision is in the log.
      return 0;
    }
  }

  /**
   * Waits until all instances say the same and the board fits.
   *
   * @param locked what was decided, or null if nobody knows
   */
  private void awaitAgreement(Installation installation, @Nullable Boolean locked) {
    installation
        .await("all instances agree", PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              JsonNode one = season(installation, 0);
              assertThat(season(installation, 1)).isEqualTo(one);
              if (locked != null) {
                assertThat(one.get("locked").asBoolean()).as("the decision").isEqualTo(locked);
              }
              Http.Answer answer = installation.http().get(installation.api(BOARD));
              assertThat(answer.status()).as(answer.text()).isEqualTo(200);
              JsonNode page = answer.json();
              assertThat(page.get("period").get("locked")).isEqualTo(one.get("locked"));
              assertThat(wrong(answer)).isNull();
              int now = one.get("locked").asBoolean() ? attempted : written;
              page.get("entries").forEach(row -> assertThat(further(row)).isEqualTo(now));
            });
  }

  private static JsonNode season(Installation installation, int through) {
    return installation
        .http()
        .get(
            installation.streams(through).url() + "/admin/seasons",
            "Authorization",
            "Bearer " + Installation.ADMIN)
        .expect(200)
        .json()
        .get("seasons")
        .get(0);
  }

  private static int further(JsonNode row) {
    return row.get("value").asInt() - ACTIVITIES;
  }

  /** What is wrong with a page, or null. What was written last may be in it or not. */
  private @Nullable String wrong(Http.Answer answer) {
    int most = written;
    JsonNode page = answer.json();
    boolean locked = page.get("period").get("locked").asBoolean();
    if (page.get("entries").size() != ATHLETES) {
      return "rows are missing: " + page;
    }
    for (JsonNode row : page.get("entries")) {
      int further = further(row);
      if (locked ? further != attempted : further < 0 || further > most) {
        return "%s has %d further ones of %d, locked at %d: %s"
            .formatted(row.get("member").get("id"), further, most, attempted, page);
      }
    }
    return null;
  }

  private static void verify(Installation installation) {
    JsonNode report =
        installation
            .http()
            .send(
                "POST",
                installation.streams(0).url() + "/admin/generations/1/verify",
                new byte[0],
                "Authorization",
                "Bearer " + Installation.ADMIN)
            .expect(200)
            .json();
    assertThat(report.get("equal").asBoolean()).as(report.toString()).isTrue();
  }

  /** Asks for the season's board all the time. */
  private final class Poller {
    private final List<String> wrong = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;
    private int right;
    private int unavailable;

    Poller(Installation installation) {
      thread = Thread.startVirtualThread(() -> poll(installation));
    }

    private void poll(Installation installation) {
      while (!stopped) {
        Http.Answer answer = installation.http().get(installation.api(BOARD));
        if (answer.status() == 503) {
          unavailable++;
        } else {
          String found = answer.status() == 200 ? wrong(answer) : "status " + answer.status();
          if (found == null) {
            right++;
          } else {
            wrong.add(found);
          }
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }

    void stop() throws InterruptedException {
      stopped = true;
      thread.join();
    }
  }
}
