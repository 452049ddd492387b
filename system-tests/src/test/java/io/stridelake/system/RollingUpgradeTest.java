package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.requirement.Lane;
import io.stridelake.requirement.PreviousBuild;
import io.stridelake.system.company.Guests;
import io.stridelake.system.company.MovingWalkers;
import io.stridelake.system.company.TwinRecords;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.installation.StreamsOnly;
import io.stridelake.system.installation.StreamsProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The previous build is upgraded to this one while many ask and things go on changing, in the order
 * of docs/upgrading.md: one instance of scoring-streams after another, with a stop in the middle
 * and a way back before the promote, then the query service. {@code -Dstride.seed} repeats what
 * changes, {@code -Dstride.previous} names another commit to begin with.
 */
@Order(20)
@Tag(Lane.INSTALLATION)
@Timeout(value = 60, unit = TimeUnit.MINUTES)
final class RollingUpgradeTest {
  private static final int WALKERS = 40;
  private static final int GUESTS = 30;

  /** Deriving them takes long enough to go back meanwhile. */
  private static final int FIRST_WALKS = Integer.getInteger("stride.upgrade.walks", 100_000);

  private static final Duration LIVE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(25);
  private static final double LEAST_ANSWERED = 0.999;

  private final long seed = Long.getLong("stride.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final MovingWalkers walkers = new MovingWalkers(new Random(seed), WALKERS);
  private final Guests guests = new Guests(random, GUESTS);

  /** Where pollers are sent, as by a load balancer. */
  private volatile StreamsProcess query;

  @SuppressWarnings("NullAway.Init") // Set before anybody polls.
  RollingUpgradeTest() {}

  @Test
  void shouldAnswerThroughoutAnUpgradeAndAWayBack() throws Exception {
    PreviousBuild previous = PreviousBuild.require();
    System.out.printf("Rolling upgrade from %s: seed %d%n", previous.commit(), seed);
    Path dir = Workspace.fresh("rolling-upgrade");
    try (StreamsOnly installation =
            new StreamsOnly(
                dir,
                CompanyYear.rules(dir.resolve("rules")),
                12,
                2,
                Map.of("STRIDE_STREAMS_STANDBYS", "1"),
                previous.classPath());
        TwinRecords records =
            new TwinRecords(
                installation.bootstrap(), installation.registryUrl(), Installation.SERDE);
        AvailabilityPollers pollers =
            new AvailabilityPollers(path -> installation.api(query, path), walkers)) {
      // given
      query = installation.startQuery("query-previous", previous.classPath());
      installation.enrol(athletes());
      walkers.start().forEach(records::write);
      for (int i = 0; i < FIRST_WALKS; i++) {
        records.write(guests.create());
      }
      awaitNewest(installation, records);
      int first = active(installation, 1).path("id").asInt();
      pollers.start();
      live(records, LIVE);

      // when one of two is upgraded, and runs beside the other
      upgrade(installation, 0);
      boolean otherFormat = otherFormat(installation);
      if (otherFormat) {
        awaitCandidate(installation);
      } else {
        installation.awaitReady(installation.streams(0));
      }
      report("one of two is upgraded", pollers);
      live(records, LIVE);

      // and taken back before the promote
      assertThat(active(installation, 1).path("id").asInt()).isEqualTo(first);
      restart(installation, 0, previous.classPath());
      installation.awaitReady(installation.streams(0));
      live(records, LIVE);
      awaitNewest(installation, records);
      report("and taken back", pollers);

      // and upgraded again, then the other, then the query service
      upgrade(installation, 0);
      if (otherFormat) {
        installation
            .await("the generation in the new format is promoted")
            .ignoreExceptions()
            .until(() -> active(installation, 0).path("id").asInt() > first);
      }
      installation.awaitReady(installation.streams(0));
      report("one of two is upgraded again", pollers);
      live(records, LIVE);
      upgrade(installation, 1);
      installation.awaitReady(installation.streams(1));
      report("both are upgraded", pollers);
      StreamsProcess former = query;
      query = installation.startQuery("query-new", StreamsProcess.classPath());
      live(records, LIVE);
      former.close();
      awaitNewest(installation, records);
      pollers.stop();

      // then
      report("all is upgraded", pollers);
      assertThat(active(installation, 0).path("storeFormat").asInt())
          .isEqualTo(RankingTopology.STORE_FORMAT);
      assertThat(pollers.boards()).isGreaterThan(100);
      assertThat((double) pollers.answered() / pollers.asked())
          .isGreaterThanOrEqualTo(LEAST_ANSWERED);
    } catch (AssertionError e) {
      throw new AssertionError("changes of seed " + seed, e);
    }
  }

  private List<Athlete> athletes() {
    return Stream.concat(walkers.ids().stream(), guests.ids().stream())
        .map(
            id ->
                new Athlete(
                    new AthleteId(id), "Name of " + id, List.of(), Visibility.SHOWN, null, null))
        .toList();
  }

  private static void upgrade(StreamsOnly installation, int instance) {
    restart(installation, instance, StreamsProcess.classPath());
  }

  /** An instance that cannot run the active generation is not ready, but says what there is. */
  private static void restart(StreamsOnly installation, int instance, String classPath) {
    StreamsProcess process = installation.streams(instance);
    process.close();
    process.use(classPath);
    process.start();
    installation
        .await("the restarted instance follows the control log")
        .ignoreExceptions()
        .until(() -> !active(installation, instance).isMissingNode());
  }

  /** Asks the upgraded instance: builds before this one did not tell. */
  private static boolean otherFormat(StreamsOnly installation) {
    int kept = active(installation, 0).path("storeFormat").asInt();
    return kept != RankingTopology.STORE_FORMAT;
  }

  private static void awaitCandidate(StreamsOnly installation) {
    installation
        .await("a candidate in the new format is derived")
        .ignoreExceptions()
        .until(
            () ->
                installation
                        .get(1, "/admin/generations")
                        .expect(200)
                        .json()
                        .path("candidate")
                        .asInt()
                    > 0);
  }

  /** The active generation, as an instance knows it. */
  private static JsonNode active(StreamsOnly installation, int through) {
    JsonNode all = installation.get(through, "/admin/generations").expect(200).json();
    for (JsonNode one : all.path("generations")) {
      if (one.path("id").asInt() == all.path("active").asInt()) {
        return one;
      }
    }
    return all.path("missing");
  }

  private void live(TwinRecords records, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      records.write(walkers.change());
      records.write(guests.change());
      LockSupport.parkNanos(BETWEEN_CHANGES.toNanos());
    }
    records.flush();
  }

  /** Waits until everything that was written is on the boards, not told by a standby. */
  private void awaitNewest(StreamsOnly installation, TwinRecords records) {
    records.flush();
    installation
        .await("the newest walks are on the boards")
        .until(
            () -> {
              Http.Answer walked = board(installation, MovingWalkers.PERIOD);
              Http.Answer visited = board(installation, Guests.PERIOD);
              return walked.status() == 200
                  && visited.status() == 200
                  && walked.header("Stridelake-Stale").isEmpty()
                  && walkers.isNewest(AvailabilityPollers.rows(walked.json()))
                  && guests.difference(AvailabilityPollers.rows(visited.json())).isEmpty();
            });
  }

  private Http.Answer board(StreamsOnly installation, String period) {
    return installation.api(query, "/rankings/athletes?limit=100&" + period);
  }

  private static void report(String step, AvailabilityPollers pollers) {
    System.out.println("Rolling upgrade, " + step + ": " + pollers.summary());
  }
}
