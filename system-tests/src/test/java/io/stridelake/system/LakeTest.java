package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.requirement.Lane;
import io.stridelake.simulator.NewActivity;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.company.Edit;
import io.stridelake.simulator.payload.Payloads;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.oracle.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The lake holds what was sent, for ever, and forgets what was deleted. */
@Order(3)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@ExtendWith(CompanyYear.Teller.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(Lane.INSTALLATION)
final class LakeTest {
  private static final Set<String> SCOPES = Set.of("read", "activity:read");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  @Order(1)
  void shouldBeCompactedAndInfinite(CompanyYear year) throws Exception {
    try (Admin admin = admin(year.installation)) {
      // when
      ConfigResource lake = new ConfigResource(ConfigResource.Type.TOPIC, Lake.TOPIC);
      Config config =
          Objects.requireNonNull(admin.describeConfigs(List.of(lake)).all().get().get(lake));

      // then
      assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
      assertThat(config.get("retention.ms").value()).isEqualTo("-1");
      assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
      assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
      assertThat(Integer.parseInt(config.get("max.message.bytes").value()))
          .isGreaterThan(8 * 1024 * 1024);
    }
  }

  @Test
  @Order(2)
  void shouldHoldTheBytesThatWereSent(CompanyYear year) throws InterruptedException {
    // given
    year.awaitCaughtUp();

    // when
    var newest = Lake.newest(Lake.read(year.installation.bootstrap(), Lake.TOPIC));

    // then
    Differences differences = new Differences();
    int payloads = compare(year, newest, differences);
    differences.assertNone();
    long markers = newest.values().stream().filter(Lake::isDeletion).count();
    assertThat(payloads).isGreaterThan(3_000);
    assertThat(markers).isGreaterThan(100);
    System.out.printf(
        "Lake: %d raw records equal what was sent, %d markers of deletions%n", payloads, markers);
  }

  @Test
  @Order(3)
  void shouldForgetWhatWasDeletedAndNothingElse(CompanyYear year) throws Exception {
    Installation installation = year.installation;
    try (Admin admin = admin(installation)) {
      // given
      Compaction compaction = new Compaction(admin);
      compaction.makeReadable();
      String secret = "Secret run of 26 " + Long.toHexString(System.nanoTime());
      Athlete athlete = year.company.simulator().company().athletes().get(10);
      Activity activity = year.company.simulator().create(athlete.athlete(), NewActivity.any());
      year.company.simulator().edit(activity.id(), Edit.title(secret));
      installation
          .await("the secret is in the lake", PATIENCE)
          .until(() -> !compaction.filesWith(installation.kafkaFiles(), secret).isEmpty());
      year.company.simulator().delete(activity.id());
      year.awaitCaughtUp();
      List<ConsumerRecord<byte[], byte[]>> before = Lake.read(installation.bootstrap(), Lake.TOPIC);
      assertThat(compaction.filesWith(installation.kafkaFiles(), secret)).isNotEmpty();

      // when
      compaction.makeEager();
      compaction.append(installation.bootstrap(), before);
      installation
          .await("compaction", PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                compaction.append(installation.bootstrap(), before);
                return compaction.filesWith(installation.kafkaFiles(), secret).isEmpty();
              });

      // then
      List<ConsumerRecord<byte[], byte[]>> after = Lake.read(installation.bootstrap(), Lake.TOPIC);
      assertThat(after.size()).isLessThan(before.size());
      assertThat(after)
          .noneMatch(each -> new String(each.value(), StandardCharsets.UTF_8).contains(secret));
      String key = athlete.athlete() + "/strava/activity/" + activity.id();
      var kept = after.stream().filter(each -> Lake.key(each).equals(key)).toList();
      assertThat(kept).isNotEmpty().allMatch(Lake::isDeletion);
      assertThat(kept).allMatch(each -> each.value().length == 0);
      Differences differences = new Differences();
      compareNewest(Lake.newest(before), Lake.newest(after), differences);
      compare(year, Lake.newest(after), differences);
      differences.assertNone();
      System.out.printf(
          "Compaction: %d records became %d, every newest one equal%n",
          before.size(), after.size());
    }
  }

  @Test
  @Order(4)
  void shouldGiveTheSameRankingsWhenReplayed(CompanyYear year) throws Exception {
    // given
    Installation installation = year.installation;
    installation.streams(0).close();
    installation.streams(1).close();
    forgetEverythingDerived(installation);

    // when
    installation.streams(0).startAfresh();

    // then
    Comparison comparison = new Comparison(installation, year.awaitCaughtUp());
    comparison.compareOverview();
    System.out.printf("Replay of the compacted lake: %d values equal%n", comparison.compared());
  }

  private static void forgetEverythingDerived(Installation installation)
      throws ExecutionException, InterruptedException {
    List<String> apps = List.of("stridelake.catalogue.c1", "stridelake.ranking.g1");
    try (Admin admin = admin(installation)) {
      // One after the other: of two at once the first may go alone, and is missing from then on.
      for (String app : apps) {
        installation
            .await("group " + app + " is empty", PATIENCE)
            .ignoreExceptions()
            .until(() -> admin.deleteConsumerGroups(List.of(app)).all().get() == null);
      }
      List<String> derived =
          admin.listTopics().names().get().stream()
              .filter(
                  name ->
                      name.equals("stridelake.activities.c1")
                          || apps.stream().anyMatch(app -> name.startsWith(app + "-")))
              .toList();
      admin.deleteTopics(derived).all().get();
    }
  }

  private static Admin admin(Installation installation) {
    return Admin.create(Map.of("bootstrap.servers", installation.bootstrap()));
  }

  private static void compareNewest(
      Map<String, ConsumerRecord<byte[], byte[]>> before,
      Map<String, ConsumerRecord<byte[], byte[]>> after,
      Differences differences) {
    differences.compare(
        "keys",
        after.keySet().stream().sorted().toList(),
        before.keySet().stream().sorted().toList());
    before.forEach(
        (key, record) -> {
          ConsumerRecord<byte[], byte[]> kept = after.get(key);
          differences.compare(
              key + " value",
              kept == null ? null : Arrays.hashCode(kept.value()),
              Arrays.hashCode(record.value()));
          differences.compare(
              key + " headers", kept == null ? null : kept.headers(), record.headers());
        });
  }

  /** Holds every newest record against what Strava answers for it now; the number of payloads. */
  private static int compare(
      CompanyYear year,
      Map<String, ConsumerRecord<byte[], byte[]>> newest,
      Differences differences) {
    Company company = year.company.simulator().company();
    Map<String, Person> people = year.roster.people();
    Map<String, ConsumerRecord<byte[], byte[]>> rest = new HashMap<>(newest);
    int payloads = 0;
    for (Athlete athlete : connected(year)) {
      Person person = Objects.requireNonNull(people.get(athlete.athlete()));
      for (Activity activity : company.activitiesOf(athlete.stravaId())) {
        String key = person.id() + "/strava/activity/" + activity.id();
        ConsumerRecord<byte[], byte[]> found = rest.remove(key);
        if (activity.visibleTo(SCOPES)) {
          payloads++;
          differences.compare(key, text(found), sent(found, activity, athlete));
        } else if (found != null) {
          differences.compare(key + " is marked as deleted", Lake.isDeletion(found), true);
          differences.compare(key + " has no payload", found.value().length, 0);
        }
      }
    }
    // What is left was never true: forged deletions of activities that never were.
    rest.forEach((key, each) -> differences.compare(key + " is true", Lake.isDeletion(each), true));
    return payloads;
  }

  private static List<Athlete> connected(CompanyYear year) {
    List<Athlete> connected = new ArrayList<>();
    year.company
        .truth(year.installation.http())
        .get("athletes")
        .forEach(
            each -> {
              if (!each.get("scopes").isEmpty()) {
                String id = each.get("athlete").asText();
                connected.add(year.company.simulator().company().athlete(id).orElseThrow());
              }
            });
    return connected;
  }

  private static @Nullable String text(@Nullable ConsumerRecord<byte[], byte[]> found) {
    return found == null ? null : new String(found.value(), StandardCharsets.UTF_8);
  }

  /** What the simulator's endpoints render of it: list pages summaries, events details. */
  private static String sent(
      @Nullable ConsumerRecord<byte[], byte[]> found, Activity activity, Athlete athlete) {
    boolean listed = found != null && "backfill".equals(Lake.header(found, "origin"));
    return listed ? Payloads.summary(activity, athlete) : Payloads.detailed(activity, athlete);
  }
}
