package io.stridelake.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.requirement.Lane;
import io.stridelake.system.company.MovingWalkers;
import io.stridelake.system.company.SimulatedCompany;
import io.stridelake.system.company.TwinRecords;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.installation.StreamsProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An instance that lost its partitions while it was stopped never answers as their owner again, and
 * while Kafka is away the last state is given, marked. {@code -Dstride.soak=true} for longer,
 * {@code -Dstride.without-kafka} says for how many seconds Kafka is away.
 */
@Order(6)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@Tag(Lane.INSTALLATION)
@Execution(ExecutionMode.CONCURRENT)
final class ZombieTest {
  private static final boolean SOAK = Boolean.getBoolean("stride.soak");
  private static final int STOPS = SOAK ? 5 : 1;
  private static final Duration WITHOUT_KAFKA =
      Duration.ofSeconds(Integer.getInteger("stride.without-kafka", SOAK ? 90 : 20));
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int ASKING = 12;
  private static final String BOARD = "/rankings/athletes?limit=100&" + MovingWalkers.PERIOD;

  private final long seed = Long.getLong("stride.seed", System.nanoTime());
  private final MovingWalkers walkers = new MovingWalkers(new Random(seed), 40);

  @Test
  void shouldAnswerAsAnOwnerUnderALeaseOnly() throws Exception {
    Path dir = Workspace.fresh("zombie");
    try (SimulatedCompany company = SimulatedCompany.start(3, Map.of());
        Installation installation =
            Installation.start(dir, company.strava(), CompanyYear.rules(dir), 2);
        TwinRecords records =
            new TwinRecords(
                installation.bootstrap(), installation.registryUrl(), Installation.SERDE)) {
      installation.putRoster(walkers.roster());
      walkers.start().forEach(records::write);
      awaitNewest(installation);
      for (int stop = 0; stop < STOPS; stop++) {
        stopAndContinue(installation, stop % 2, records);
      }
      withoutKafka(installation);
    } catch (AssertionError e) {
      throw new AssertionError("changes of seed " + seed, e);
    }
  }

  private void stopAndContinue(Installation installation, int which, TwinRecords records)
      throws Exception {
    StreamsProcess zombie = installation.streams(which);
    StreamsProcess other = installation.streams(1 - which);
    awaitOwners(installation, zombie, other);

    // when it is stopped until the other one owns everything, and things change
    zombie.signal("STOP");
    awaitOwner(installation, other);
    for (int change = 0; change < 50; change++) {
      records.write(walkers.change());
    }
    records.flush();
    awaitNewest(installation);

    AtomicBoolean rejoined = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    List<String> asOwner = new CopyOnWriteArrayList<>();
    AtomicInteger pages = new AtomicInteger();
    List<String> wrong = new CopyOnWriteArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Their first questions wait in the socket until it continues.
      for (int thread = 0; thread < ASKING; thread++) {
        threads.submit(
            () -> {
              while (!rejoined.get()) {
                Map<Integer, String> ofZombie = statuses(installation, zombie);
                Map<Integer, String> ofOther = statuses(installation, other);
                asked.incrementAndGet();
                ofZombie.forEach(
                    (partition, status) -> {
                      // The other one is its owner still: the zombie was none.
                      if (status.equals("ok") && "ok".equals(ofOther.get(partition))) {
                        asOwner.add("partition " + partition);
                      }
                    });
              }
            });
      }
      threads.submit(
          () -> {
            while (!rejoined.get()) {
              Http.Answer page = installation.http().get(installation.api(BOARD));
              pages.incrementAndGet();
              if (page.status() == 200
                  && page.header("Stridelake-Stale").isEmpty()
                  && !walkers.isNewest(AvailabilityPollers.rows(page.json()))) {
                wrong.add(new String(page.body(), UTF_8));
              }
            }
          });
      zombie.signal("CONT");
      awaitOwners(installation, zombie, other);
      rejoined.set(true);
    }

    // then
    System.out.printf(
        "Zombie: seed %d, %d questions to it, %d answers as an owner of what it had lost,"
            + " %d pages, %d wrong%n",
        seed, asked.get(), asOwner.size(), pages.get(), wrong.size());
    assertThat(asOwner).isEmpty();
    assertThat(wrong).isEmpty();
    assertThat(asked.get()).isGreaterThanOrEqualTo(ASKING);
  }

  private void withoutKafka(Installation installation) {
    awaitNewest(installation);
    String before = new String(installation.http().get(installation.api(BOARD)).body(), UTF_8);
    int asked = 0;
    int marked = 0;
    installation.stopKafka();
    try {
      long begun = System.nanoTime();
      long markedSince = -1;
      while (System.nanoTime() - begun < WITHOUT_KAFKA.toNanos()) {
        Http.Answer page = installation.http().get(installation.api(BOARD));
        asked++;
        String body = new String(page.body(), UTF_8);
        assertThat(page.status()).as(body).isEqualTo(200);
        assertThat(body).isEqualTo(before);
        if (page.header("Stridelake-Stale").isPresent()) {
          marked++;
          markedSince = markedSince < 0 ? System.nanoTime() - begun : markedSince;
        } else {
          assertThat(System.nanoTime() - begun)
              .as("an unmarked answer")
              .isLessThan(LEASE.plusSeconds(1).toNanos());
          assertThat(markedSince).as("an unmarked answer after marked ones").isNegative();
        }
      }
      System.out.printf(
          "Without Kafka: %d answers, all right, %d marked, from %d ms on%n",
          asked, marked, Duration.ofNanos(markedSince).toMillis());
      assertThat(marked).isPositive();
    } finally {
      installation.startKafka();
    }
    awaitNewest(installation);
  }

  private static void awaitOwner(Installation installation, StreamsProcess all) {
    installation
        .await("one instance owns everything", PATIENCE)
        .ignoreExceptions()
        .until(() -> statuses(installation, all).values().stream().allMatch("ok"::equals));
  }

  private static void awaitOwners(
      Installation installation, StreamsProcess one, StreamsProcess other) {
    installation
        .await("both instances own some", PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                statuses(installation, one).containsValue("ok")
                    && statuses(installation, other).containsValue("ok"));
  }

  /** How an instance answers for each partition as its owner. */
  private static Map<Integer, String> statuses(Installation installation, StreamsProcess instance) {
    String question =
        """
        {"partitions":[0,1,2,3,4,5,6,7,8,9,10,11],"snapshots":null,"pin":false,"standby":false,
         "view":{"board":"athletes","from":"2031-01-01","to":"2031-12-31"},
         "query":{"kind":"version"}}
        """;
    Http.Answer answer =
        installation
            .http()
            .send(
                "POST",
                instance.url() + "/internal/v1/generations/1/query?resets=0",
                question.getBytes(UTF_8),
                "Authorization",
                "Bearer " + Installation.SERVICE,
                "Content-Type",
                "application/json");
    Map<Integer, String> statuses = new HashMap<>();
    if (answer.status() == 200) {
      for (JsonNode one : Objects.requireNonNull(answer.json().get("answers"))) {
        statuses.put(one.get("partition").asInt(), one.get("status").asText());
      }
    }
    return statuses;
  }

  private void awaitNewest(Installation installation) {
    installation
        .await("the newest walks are on the board, unmarked", PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              Http.Answer answer = installation.http().get(installation.api(BOARD));
              return answer.status() == 200
                  && answer.header("Stridelake-Stale").isEmpty()
                  && walkers.isNewest(AvailabilityPollers.rows(answer.json()));
            });
  }
}
