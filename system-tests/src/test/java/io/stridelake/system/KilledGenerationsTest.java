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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Operators derive, promote, roll back, abandon and reset, and in the middle of each step an
 * instance is killed. Whoever asks meanwhile sees what one rule set makes of everything, or an
 * honest 503; afterwards all instances agree, nothing is lost and nothing is left behind. {@code
 * -Dstride.seed} repeats the steps; how far each is when an instance dies is up to the machine.
 */
@Order(8)
@Timeout(value = 45, unit = TimeUnit.MINUTES)
@Tag(Lane.INSTALLATION)
final class KilledGenerationsTest {
  private static final boolean SOAK = Boolean.getBoolean("stride.soak");
  private static final int KILLS = Integer.getInteger("stride.kills", SOAK ? 40 : 2);
  private static final int ATHLETES = 24;
  private static final int ACTIVITIES = SOAK ? 20_000 : 6_000;
  private static final int INSTANCES = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration LONGEST_STEP = Duration.ofMillis(2_500);
  private static final Duration LONGEST_AWAY = Duration.ofMillis(3_000);

  private final long seed = Long.getLong("stride.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<Step, Integer> steps = new EnumMap<>(Step.class);

  /** What operators do. */
  private enum Step {
    START,
    PROMOTE,
    ROLLBACK,
    ABANDON,
    RESET
  }

  @Test
  void shouldBeConsistentWhateverDiesInTheMiddleOfAStep() throws Exception {
    System.out.println("Killed generations: seed " + seed);
    Path dir = Workspace.fresh("killed-generations");
    try (SimulatedCompany strava = SimulatedCompany.start(2, Map.of());
        Installation installation =
            Installation.start(dir, strava.strava(), rules(dir, "once", 1), INSTANCES)) {
      // given
      fill(installation);
      Path twice = rules(dir, "twice", 2);
      post(installation, 0, "/admin/rule-sets", Files.readString(twice)).expect(201);
      Expected expected = new Expected();
      installation
          .await("everything is ranked", PATIENCE)
          .until(() -> expected.isAnswer(ranking(installation)));
      try (GenerationPoller poller = new GenerationPoller(installation, expected)) {
        // when
        for (int kill = 0; kill < KILLS; kill++) {
          killInTheMiddle(installation);
          // then
          awaitAgreement(installation, expected);
        }
        poller.stop();
        System.out.printf("Killed generations: %d kills %s; %s%n", KILLS, steps, poller.summary());
        assertThat(poller.good()).isGreaterThan(KILLS);
      }
      verify(installation);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("steps of seed " + seed, e);
    }
  }

  /** What each rule set makes of the company. */
  private static final class Expected implements GenerationPoller.Truth {
    @Override
    public boolean isAnswer(Http.Answer answer) {
      if (answer.status() != 200) {
        return false;
      }
      JsonNode page = answer.json();
      int points = page.get("ruleSet").asText().equals("twice") ? 2 : 1;
      Set<String> rows = new TreeSet<>();
      page.get("entries")
          .forEach(
              row ->
                  rows.add(row.get("member").get("id").asText() + " " + row.get("value").asText()));
      Set<String> right = new TreeSet<>();
      for (int athlete = 0; athlete < ATHLETES; athlete++) {
        right.add("athlete-" + athlete + " " + points * activities(athlete));
      }
      return rows.equals(right) && page.get("complete").asBoolean();
    }
  }

  private static int activities(int athlete) {
    return ACTIVITIES / ATHLETES - athlete;
  }

  private static void fill(Installation installation) {
    StringBuilder roster = new StringBuilder("athlete,name,department,account\n");
    for (int athlete = 0; athlete < ATHLETES; athlete++) {
      roster.append("athlete-%1$d,Athlete %1$d,Sales,%n".formatted(athlete));
    }
    installation.putRoster(roster.toString());
    try (RawWriter lake = new RawWriter(installation.bootstrap(), new TopicCatalogue())) {
      for (int athlete = 0; athlete < ATHLETES; athlete++) {
        for (int activity = 1; activity <= activities(athlete); activity++) {
          lake.put("athlete-" + athlete, activity, 5_000);
        }
      }
      lake.flush();
    }
  }

  private static Path rules(Path dir, String version, int points) throws Exception {
    return Files.writeString(
        dir.resolve(version + ".yaml"),
        """
        version: %s
        rules:
          - { id: any, sports: ["*"], points: { per: activity, value: %d } }
        boards:
          - { id: athletes, of: athletes, metric: points }
        """
            .formatted(version, points));
  }

  /** Lets an operator do something, kills an instance meanwhile, and starts it again. */
  private void killInTheMiddle(Installation installation) throws InterruptedException {
    Step step = next(installation);
    steps.merge(step, 1, Integer::sum);
    int operators = random.nextInt(INSTANCES);
    Thread operator = Thread.startVirtualThread(() -> take(step, installation, operators));
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
  }

  /** Any step that makes sense now. */
  private Step next(Installation installation) {
    JsonNode all = generations(installation, 0);
    List<Step> possible = new ArrayList<>(List.of(Step.RESET));
    possible.add(all.get("candidate").isNull() ? Step.START : Step.PROMOTE);
    possible.add(possible.getLast());
    if (!all.get("previous").isNull()) {
      possible.add(Step.ROLLBACK);
    }
    if (!all.get("previous").isNull() || !all.get("candidate").isNull()) {
      possible.add(Step.ABANDON);
    }
    return possible.get(random.nextInt(possible.size()));
  }

  private void take(Step step, Installation installation, int through) {
    String ruleSet = random.nextBoolean() ? "once" : "twice";
    String wanted =
        "{\"ruleSet\":\"%s\",\"from\":\"%s\"}"
            .formatted(ruleSet, random.nextBoolean() ? "lake" : "catalogue");
    String path = "/admin/generations";
    try {
      JsonNode all = generations(installation, through);
      switch (step) {
        case START -> post(installation, through, path, wanted);
        case PROMOTE ->
            post(installation, through, path + "/" + all.get("candidate") + "/promote", "");
        case ROLLBACK -> post(installation, through, path + "/rollback", "");
        case ABANDON -> {
          JsonNode candidate = all.get("candidate");
          JsonNode given = candidate.isNull() ? all.get("previous") : candidate;
          post(installation, through, path + "/" + given + "/abandon", "");
        }
        case RESET -> post(installation, through, path + "/reset", wanted);
      }
    } catch (UncheckedIOException e) {
      // The instance died while it was asked: nobody knows whether the decision is in the log.
    }
  }

  /** Waits until all instances say the same, what is kept is complete and nothing else is left. */
  private static void awaitAgreement(Installation installation, Expected expected) {
    installation
        .await("all instances agree and nothing is left behind", PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              JsonNode one = generations(installation, 0);
              assertThat(roles(generations(installation, 1))).isEqualTo(roles(one));
              Set<String> apps = new TreeSet<>();
              for (JsonNode generation : one.get("generations")) {
                String state = generation.get("state").asText();
                if (!state.equals("abandoned")) {
                  assertThat(state).isIn("active", "previous", "ready");
                  assertThat(generation.get("complete").asBoolean()).isTrue();
                  int resets = generation.get("resets").asInt();
                  apps.add(
                      "stridelake.ranking.g%d%s"
                          .formatted(
                              generation.get("id").asInt(), resets == 0 ? "" : ".r" + resets));
                  apps.add("stridelake.catalogue.c" + generation.get("catalogue").asInt());
                }
              }
              assertThat(groups(installation)).isEqualTo(apps);
              assertThat(topicOwners(installation)).isEqualTo(apps);
              assertThat(expected.isAnswer(ranking(installation))).isTrue();
            });
  }

  private static String roles(JsonNode all) {
    return all.get("active") + " " + all.get("candidate") + " " + all.get("previous");
  }

  private static Set<String> groups(Installation installation) throws Exception {
    try (Admin admin = admin(installation)) {
      Set<String> groups = new TreeSet<>();
      for (GroupListing group : admin.listGroups().all().get()) {
        if (group.groupId().matches("stridelake\\.(ranking|catalogue)\\..*")) {
          groups.add(group.groupId());
        }
      }
      return groups;
    }
  }

  /** The applications that the topics of generations and catalogues belong to. */
  private static Set<String> topicOwners(Installation installation) throws Exception {
    try (Admin admin = admin(installation)) {
      Set<String> owners = new TreeSet<>();
      for (String topic : admin.listTopics().names().get()) {
        if (topic.startsWith("stridelake.ranking.")) {
          owners.add(topic.replaceAll("-rankings-changelog$", ""));
        } else if (topic.startsWith("stridelake.activities.")) {
          owners.add(topic.replace("activities", "catalogue"));
        }
      }
      return owners;
    }
  }

  private static void verify(Installation installation) {
    int active = generations(installation, 0).get("active").asInt();
    JsonNode report =
        post(installation, 0, "/admin/generations/" + active + "/verify", "").expect(200).json();
    assertThat(report.get("equal").asBoolean()).as(report.toString()).isTrue();
  }

  private static Http.Answer ranking(Installation installation) {
    return installation.http().get(installation.api("/rankings/athletes?limit=100"));
  }

  private static JsonNode generations(Installation installation, int through) {
    return installation
        .http()
        .get(
            installation.streams(through).url() + "/admin/generations",
            "Authorization",
            "Bearer " + Installation.ADMIN)
        .expect(200)
        .json();
  }

  private static Http.Answer post(
      Installation installation, int through, String path, String body) {
    return installation
        .http()
        .send(
            "POST",
            installation.streams(through).url() + path,
            body.getBytes(UTF_8),
            "Authorization",
            "Bearer " + Installation.ADMIN,
            "Content-Type",
            "application/json");
  }

  private static Admin admin(Installation installation) {
    return Admin.create(Map.of("bootstrap.servers", (Object) installation.bootstrap()));
  }
}
