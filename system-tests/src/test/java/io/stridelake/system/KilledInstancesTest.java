package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.requirement.Lane;
import io.stridelake.system.company.SimulatedCompany;
import io.stridelake.system.company.TwinCompany;
import io.stridelake.system.company.TwinRecords;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.installation.StreamsProcess;
import io.stridelake.system.oracle.CapSheet;
import io.stridelake.system.oracle.Oracle;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Instances are killed and started again at random moments of a random history, with twins, caps
 * and a changing roster; afterwards everything is as the oracle has it. {@code -Dstride.seed}
 * repeats a history; when an instance dies within it is up to the machine.
 */
@Order(7)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@Tag(Lane.INSTALLATION)
final class KilledInstancesTest {
  private static final boolean SOAK = Boolean.getBoolean("stride.soak");
  private static final int INSTANCES = 2;
  private static final int ATHLETES = SOAK ? 40 : 10;
  private static final int CHANGES = SOAK ? 10_000 : 600;

  /** A running instance is killed, one that was killed is started again. */
  private static final int TURNS = SOAK ? 40 : 5;

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final CapSheet CAPS = new CapSheet(new BigDecimal("15.5"), new BigDecimal(40));

  private final long seed = Long.getLong("stride.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Set<StreamsProcess> killed = new HashSet<>();
  private int kills;

  @Test
  void shouldBeRightAfterInstancesWereKilled() throws Exception {
    System.out.println("Killed instances: seed " + seed);
    Path dir = Workspace.fresh("killed-instances");
    try (SimulatedCompany strava = SimulatedCompany.start(2, Map.of());
        Installation installation =
            Installation.start(dir, strava.strava(), cappedRules(dir), INSTANCES);
        TwinRecords records =
            new TwinRecords(
                installation.bootstrap(), installation.registryUrl(), Installation.SERDE)) {
      // given
      TwinCompany company = new TwinCompany(random, ATHLETES);
      installation.putRoster(company.roster());

      // when
      live(company, records, installation);
      Oracle oracle = new Oracle(company.truth(), company.people(), CAPS);

      // then
      awaitCaughtUp(installation, oracle);
      Comparison comparison = new Comparison(installation, oracle);
      comparison.compareEverything();
      ActivitiesComparison activities = new ActivitiesComparison(installation, oracle);
      activities.compare();
      System.out.printf(
          "Killed instances: %d changes, %d kills, %d duplicates; %d periods, %d rows and values "
              + "equal; activities %s%n",
          CHANGES,
          kills,
          company.duplicates(),
          oracle.periods().size(),
          comparison.compared(),
          activities.summary());
      assertThat(kills).isPositive();
      assertThat(company.duplicates()).isPositive();
    } catch (AssertionError e) {
      throw new AssertionError("history of seed " + seed, e);
    }
  }

  private void live(TwinCompany company, TwinRecords records, Installation installation) {
    Set<Integer> turns = new TreeSet<>();
    while (turns.size() < TURNS) {
      turns.add(random.nextInt(CHANGES));
    }
    for (int change = 0; change < CHANGES; change++) {
      if (turns.contains(change)) {
        killOrStart(installation.streams(random.nextInt(INSTANCES)));
      }
      if (random.nextInt(12) == 0) {
        installation.putRoster(company.changeRoster());
      }
      records.write(company.change());
      LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE.toNanos()));
    }
    company.lastWalks().forEach(records::write);
    records.flush();
    killed.forEach(StreamsProcess::start);
  }

  private void killOrStart(StreamsProcess instance) {
    if (!killed.remove(instance)) {
      instance.kill();
      killed.add(instance);
      kills++;
    } else if (random.nextInt(3) == 0) {
      instance.startAfresh();
    } else {
      instance.start();
    }
  }

  private static void awaitCaughtUp(Installation installation, Oracle oracle) {
    Comparison comparison = new Comparison(installation, oracle);
    try {
      installation.await("the API has caught up", PATIENCE).until(() -> comparison.gap().isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("the API does not catch up: " + comparison.gap(), e);
    }
  }

  private static Path cappedRules(Path dir) throws IOException {
    return Files.writeString(CompanyYear.rules(dir), CAPS.yaml(), StandardOpenOption.APPEND);
  }
}
