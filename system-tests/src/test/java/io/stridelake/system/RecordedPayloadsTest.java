package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.avro.AvroDeserializer;
import io.stridelake.requirement.Lane;
import io.stridelake.requirement.Requirement;
import io.stridelake.schema.ActivityValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.installation.Strava;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Payloads that Strava really sent go the whole way, and the catalogue says what they say. */
@Order(4)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Tag(Lane.INSTALLATION)
final class RecordedPayloadsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void shouldReadRecordedPayloadsAsPeopleDo() throws IOException {
    Path fixtures = Requirement.FIXTURES.require();
    Path dir = Workspace.fresh("recorded");
    List<RecordedActivity> expected = RecordedActivity.all();
    try (RecordedStrava strava = serve(fixtures, expected);
        Installation installation =
            Installation.start(
                dir,
                new Strava(strava.address()),
                CompanyYear.rules(dir),
                1,
                address -> strava.subscribe(address))) {
      // given
      List<String> athletes = expected.stream().map(RecordedActivity::athlete).distinct().toList();
      installation.putRoster(roster(athletes));

      // when
      athletes.forEach(athlete -> connect(installation, athlete));
      long listed = keys(expected.stream().filter(RecordedActivity::isListed).toList()).size();
      awaitInLake(installation, listed);
      expected.stream()
          .filter(each -> !each.isListed())
          .forEach(each -> announce(installation, each));
      awaitInLake(installation, keys(expected).size());
      installation.await("ingest is idle", PATIENCE).until(installation::ingestIsIdle);

      // then
      List<ConsumerRecord<byte[], byte[]>> lake = Lake.read(installation.bootstrap(), Lake.TOPIC);
      Differences differences = new Differences();
      compareBytes(fixtures, expected, lake, differences);
      compareCatalogue(installation, expected, lake.size(), differences);
      differences.assertNone();
      assertThat(Lake.read(installation.bootstrap(), "stridelake.dead-letters")).isEmpty();
      System.out.printf(
          "Recorded: %d readings of %d activities, %d raw records, all as in the files%n",
          expected.size(), keys(expected).size(), lake.size());
    }
  }

  private static RecordedStrava serve(Path fixtures, List<RecordedActivity> all)
      throws IOException {
    RecordedStrava strava = new RecordedStrava();
    Map<String, Set<String>> lists = new HashMap<>();
    for (RecordedActivity each : all) {
      if (each.isListed()) {
        lists.computeIfAbsent(each.athlete(), a -> new LinkedHashSet<>()).add(each.file());
      } else {
        strava.detail(each.athlete(), each.id(), fixtures.resolve(each.file()));
      }
    }
    for (Map.Entry<String, Set<String>> list : lists.entrySet()) {
      List<byte[]> pages = new ArrayList<>();
      for (String file : list.getValue()) {
        pages.add(Files.readAllBytes(fixtures.resolve(file)));
      }
      strava.list(list.getKey(), pages);
    }
    return strava;
  }

  private static String roster(List<String> athletes) {
    StringBuilder csv = new StringBuilder("athlete,name,department,account\r\n");
    athletes.forEach(
        id -> csv.append("r-%s,Recorded %s,Archive,strava:%s\r\n".formatted(id, id, id)));
    return csv.toString();
  }

  /** Comes back from Strava's page, which this test stands in for, with the athlete's code. */
  private static void connect(Installation installation, String athlete) {
    Http http = installation.http();
    Http.Answer departure = http.get(installation.ingestUrl() + "/connect/strava").expect(302);
    String cookie = departure.header("Set-Cookie").orElseThrow().split(";", 2)[0];
    String state =
        departure.header("Location").orElseThrow().replaceAll(".*[?&]state=([^&]*).*", "$1");
    http.get(
            installation.ingestUrl()
                + "/connect/strava/callback?state="
                + state
                + "&code=code-"
                + athlete
                + "&scope=read,activity:read",
            "Cookie",
            cookie)
        .expect(303);
  }

  private static void announce(Installation installation, RecordedActivity activity) {
    String event =
        """
        {"aspect_type":"create","event_time":%d,"object_id":%s,"object_type":"activity",\
        "owner_id":%s,"subscription_id":%d,"updates":{}}"""
            .formatted(
                System.currentTimeMillis() / 1000,
                activity.id(),
                activity.athlete(),
                RecordedStrava.SUBSCRIPTION);
    installation
        .http()
        .send(
            "POST",
            installation.webhook(),
            event.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json")
        .expect(200);
  }

  private static void awaitInLake(Installation installation, long keys) {
    installation
        .await(keys + " activities are in the lake", PATIENCE)
        .until(() -> Lake.newest(Lake.read(installation.bootstrap(), Lake.TOPIC)).size() == keys);
  }

  private static Set<String> keys(List<RecordedActivity> activities) {
    Set<String> keys = new LinkedHashSet<>();
    activities.forEach(each -> keys.add(key(each)));
    return keys;
  }

  private static String key(RecordedActivity activity) {
    return "r-" + activity.athlete() + "/strava/activity/" + activity.id();
  }

  /** Details are the files; the elements of a list, put together in its order, are its file. */
  private static void compareBytes(
      Path fixtures,
      List<RecordedActivity> expected,
      List<ConsumerRecord<byte[], byte[]>> lake,
      Differences differences)
      throws IOException {
    Map<String, StringBuilder> lists = new HashMap<>();
    for (RecordedActivity each : expected) {
      String file = Files.readString(fixtures.resolve(each.file()));
      if (each.isListed()) {
        StringBuilder list = lists.computeIfAbsent(each.file(), f -> new StringBuilder("["));
        list.append(list.length() == 1 ? "" : ",");
        String rest = file.substring(Math.min(file.length(), list.length()));
        list.append(
            values(lake, each, "backfill").stream()
                .filter(rest::startsWith)
                .findFirst()
                .orElse("?"));
      } else {
        differences.compareRows(each.file(), values(lake, each, "webhook"), List.of(file));
      }
    }
    for (Map.Entry<String, StringBuilder> list : lists.entrySet()) {
      String file = Files.readString(fixtures.resolve(list.getKey()));
      differences.compare(list.getKey(), list.getValue().append("]").toString().equals(file), true);
    }
  }

  private static List<String> values(
      List<ConsumerRecord<byte[], byte[]>> lake, RecordedActivity activity, String origin) {
    return lake.stream()
        .filter(each -> Lake.key(each).equals(key(activity)))
        .filter(each -> origin.equals(Lake.header(each, "origin")))
        .map(each -> new String(each.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private static void compareCatalogue(
      Installation installation,
      List<RecordedActivity> expected,
      int records,
      Differences differences) {
    installation
        .await("the catalogue has every record", PATIENCE)
        .until(
            () ->
                Lake.read(installation.bootstrap(), "stridelake.activities.c1").size() >= records);
    Map<String, CatalogueEntryValue> entries = new HashMap<>();
    try (AvroDeserializer<CatalogueEntryValue> avro = new AvroDeserializer<>()) {
      avro.configure(Map.of("schema.registry.url", installation.registryUrl()), false);
      Lake.read(installation.bootstrap(), "stridelake.activities.c1")
          .forEach(
              each ->
                  entries.put(
                      Lake.key(each),
                      Objects.requireNonNull(avro.deserialize(each.topic(), each.value()))));
    }
    for (RecordedActivity each : expected) {
      String key = "r-" + each.athlete() + "/strava/" + each.id() + "/activity";
      differences.compare(each.file() + " " + key, said(entries.get(key)), said(each));
    }
    differences.compare("catalogue entries", entries.size(), keys(expected).size());
  }

  private static String said(RecordedActivity activity) {
    return said(activity.sport(), activity.date(), activity.metres(), activity.seconds());
  }

  private static String said(@Nullable CatalogueEntryValue value) {
    if (value == null || !(value.getEntry() instanceof ActivityValue activity)) {
      return String.valueOf(value);
    }
    return said(
        activity.getSport().toString(),
        activity.getLocalStart().toLocalDate(),
        BigDecimal.valueOf(activity.getDistanceMicrometres(), 6),
        Duration.ofMillis(activity.getMovingMillis()).toSeconds());
  }

  private static String said(Object sport, Object date, BigDecimal metres, long seconds) {
    return sport
        + " on "
        + date
        + ", "
        + metres.stripTrailingZeros().toPlainString()
        + " m, "
        + seconds
        + " s";
  }
}
