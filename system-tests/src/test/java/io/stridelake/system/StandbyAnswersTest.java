package io.stridelake.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.requirement.Lane;
import io.stridelake.system.company.MovingWalkers;
import io.stridelake.system.company.TwinRecords;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.installation.StreamsProcess;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One of two instances is killed while many ask and things go on changing: the other one's standbys
 * answer, and no answer is ever wrong. {@code -Dstride.seed} repeats what changes.
 */
@Order(2)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@ExtendWith(CompanyYear.Teller.class)
@Tag(Lane.INSTALLATION)
final class StandbyAnswersTest {
  private static final boolean SOAK = Boolean.getBoolean("stride.soak");
  private static final int WALKERS = 40;
  private static final int KILLS = SOAK ? 8 : 1;
  private static final Duration BEFORE_A_KILL = Duration.ofSeconds(SOAK ? 5 : 1);

  /** Long enough, in the long form, for the partitions to find new owners. */
  private static final Duration OUTAGE = Duration.ofSeconds(SOAK ? 35 : 4);

  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(25);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration WITHIN_THE_SESSION = Duration.ofSeconds(8);
  private static final double LEAST_ANSWERED = SOAK ? 0.999 : 0.97;

  private final long seed = Long.getLong("stride.seed", System.nanoTime());

  @Test
  void shouldAnswerFromStandbysWhenAnInstanceIsKilled(CompanyYear year) throws Exception {
    System.out.println("Standbys: seed " + seed);
    MovingWalkers walkers = new MovingWalkers(new Random(seed), WALKERS);
    Installation installation = year.installation;
    try (TwinRecords records =
            new TwinRecords(
                installation.bootstrap(), installation.registryUrl(), Installation.SERDE);
        AvailabilityPollers pollers = new AvailabilityPollers(installation, walkers)) {
      // given
      installation.putRoster(walkers.roster());
      walkers.start().forEach(records::write);
      awaitNewest(installation, walkers);

      // when
      awaitStandbys(installation, 0);
      pollers.start();
      for (int kill = 0; kill < KILLS; kill++) {
        killOne(installation, kill % 2, walkers, records, pollers);
      }
      pollers.stop();
      walkers.end().forEach(records::write);

      // then
      System.out.println("Standbys: " + KILLS + " kills, " + pollers.summary());
      assertThat(pollers.stale()).isPositive();
      assertThat(pollers.boards()).isGreaterThan(50);
      assertThat((double) pollers.answered() / pollers.asked())
          .isGreaterThanOrEqualTo(LEAST_ANSWERED);
    } catch (AssertionError e) {
      throw new AssertionError("changes of seed " + seed, e);
    }
  }

  @Test
  void shouldMoveNoPartitionInAGracefulRestart(CompanyYear year) throws Exception {
    System.out.println("Graceful restart: seed " + seed);
    MovingWalkers walkers = new MovingWalkers(new Random(seed), WALKERS);
    Installation installation = year.installation;
    StreamsProcess restarted = installation.streams(1);
    StreamsProcess other = installation.streams(0);
    try (TwinRecords records =
            new TwinRecords(
                installation.bootstrap(), installation.registryUrl(), Installation.SERDE);
        AvailabilityPollers pollers = new AvailabilityPollers(installation, walkers)) {
      // given
      installation.putRoster(walkers.roster());
      walkers.start().forEach(records::write);
      awaitNewest(installation, walkers);
      awaitStandbys(installation, 0);
      List<String> own = statuses(installation, restarted, false);
      List<String> others = statuses(installation, other, false);
      Set<List<String>> seen = new HashSet<>(Set.of(others));
      AtomicInteger looks = new AtomicInteger();
      pollers.start();
      change(walkers, records, BEFORE_A_KILL);

      // when
      pollers.outageBegins();
      // Behind its session a member that is slow to come back has lost its place, as it should.
      long sessionEnds = System.nanoTime() + WITHIN_THE_SESSION.toNanos();
      restarted.close();
      restarted.start();
      installation
          .await("the restarted instance has its partitions again", PATIENCE)
          .ignoreExceptions()
          .until(
              () -> {
                List<String> now = statuses(installation, other, false);
                if (System.nanoTime() - sessionEnds < 0) {
                  seen.add(now);
                  looks.incrementAndGet();
                }
                return statuses(installation, restarted, false).equals(own);
              });
      change(walkers, records, BEFORE_A_KILL);
      awaitNewest(installation, walkers);
      pollers.outageIsOver();
      pollers.stop();
      walkers.end().forEach(records::write);

      // then
      System.out.println("Graceful restart: " + pollers.summary());
      assertThat(looks).hasPositiveValue();
      assertThat(seen).containsExactly(others);
      assertThat(pollers.boards()).isGreaterThan(20);
      assertThat((double) pollers.answered() / pollers.asked()).isGreaterThanOrEqualTo(0.999);
    } catch (AssertionError e) {
      throw new AssertionError("changes of seed " + seed, e);
    }
  }

  private static void killOne(
      Installation installation,
      int survivor,
      MovingWalkers walkers,
      TwinRecords records,
      AvailabilityPollers pollers) {
    StreamsProcess victim = installation.streams(1 - survivor);
    awaitStandbys(installation, survivor);
    change(walkers, records, BEFORE_A_KILL);
    pollers.outageBegins();
    victim.kill();
    change(walkers, records, OUTAGE);
    victim.start();
    awaitNewest(installation, walkers);
    pollers.outageIsOver();
  }

  private static void awaitStandbys(Installation installation, int survivor) {
    installation
        .await("standbys of what will be killed", PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                statuses(installation, installation.streams(1 - survivor), false).contains("ok")
                    && statuses(installation, installation.streams(survivor), true).stream()
                        .allMatch("ok"::equals));
  }

  private static void change(MovingWalkers walkers, TwinRecords records, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      records.write(walkers.change());
      LockSupport.parkNanos(BETWEEN_CHANGES.toNanos());
    }
    records.flush();
  }

  private static void awaitNewest(Installation installation, MovingWalkers walkers) {
    String board = installation.api("/rankings/athletes?limit=100&" + MovingWalkers.PERIOD);
    installation
        .await("the newest walks are on the board", PATIENCE)
        .until(
            () -> {
              Http.Answer answer = installation.http().get(board);
              return answer.status() == 200
                  && answer.header("Stridelake-Stale").isEmpty()
                  && walkers.isNewest(AvailabilityPollers.rows(answer.json()));
            });
  }

  /** How an instance answers for each partition: for its own, perhaps also for its copies. */
  private static List<String> statuses(
      Installation installation, StreamsProcess instance, boolean standby) {
    String question =
        """
        {"partitions":[0,1,2,3,4,5,6,7,8,9,10,11],"snapshots":null,"pin":false,"standby":%s,
         "view":{"board":"athletes","from":"2031-01-01","to":"2031-12-31"},
         "query":{"kind":"version"}}
        """
            .formatted(standby);
    return installation
        .http()
        .send(
            "POST",
            instance.url() + "/internal/v1/generations/1/query?resets=0",
            question.getBytes(UTF_8),
            "Authorization",
            "Bearer " + Installation.SERVICE,
            "Content-Type",
            "application/json")
        .expect(200)
        .json()
        .findValuesAsText("status");
  }
}
