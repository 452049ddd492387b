package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import io.stridelake.requirement.Lane;
import io.stridelake.system.installation.StreamsOnly;
import io.stridelake.system.oracle.CapSheet;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Rankings that followed the lake, that were restored, derived anew in place, beside the active
 * ones from the catalogue and from the lake, in the soak form also from a compacted lake, and over
 * another number of partitions come to the same checksum, which is that of a batch job. {@code
 * -Dstride.activities} says how many activities.
 */
@Order(9)
@Timeout(value = 60, unit = TimeUnit.MINUTES)
@Tag(Lane.INSTALLATION)
final class SameDerivationsTest {
  private static final boolean SOAK =
      Boolean.getBoolean("stride.soak") || Integer.getInteger("stride.activities") != null;
  private static final int ACTIVITIES =
      Integer.getInteger("stride.activities", SOAK ? 200_000 : 4_000);
  private static final int ATHLETES = Math.min(10_000, ACTIVITIES / 40);
  private static final CapSheet CAPS = new CapSheet(new BigDecimal("15.5"), new BigDecimal(40));
  private static final long SEED = 20_261_122;
  private static final int OTHER_PARTITIONS = 5;

  private final Map<String, String> checksums = new LinkedHashMap<>();

  @Test
  void shouldComeToTheSameHoweverTheyWereDerived() throws Exception {
    Path dir = Workspace.fresh("same-derivations");
    Path rules = Files.writeString(CompanyYear.rules(dir), CAPS.yaml(), StandardOpenOption.APPEND);
    try (StreamsOnly twelve = new StreamsOnly(dir.resolve("12"), rules, 12, 2, Map.of())) {
      fill(twelve);
      checksums.put("live", twelve.checksum(1));
      checksums.put("batch", batch(twelve));
      checksums.put("restored", restored(twelve));
      twelve.post(1, "/admin/generations/reset", "").expect(200);
      checksums.put("in place", twelve.checksum(1));
      checksums.put("beside, from the catalogue", beside(twelve, 2, "catalogue"));
      checksums.put("beside, from the lake", beside(twelve, 3, "lake"));
      if (SOAK) {
        compact(twelve);
        checksums.put("beside, from the compacted lake", beside(twelve, 4, "lake"));
        checksums.put("live still", twelve.checksum(1));
      }
    }
    try (StreamsOnly five =
        new StreamsOnly(dir.resolve("5"), rules, OTHER_PARTITIONS, 1, Map.of())) {
      fill(five);
      checksums.put(OTHER_PARTITIONS + " partitions", five.checksum(1));
    }

    assertThat(checksums.values()).as(checksums.toString()).containsOnly(checksums.get("live"));
    System.out.printf(
        "Same derivations: %d activities, %d athletes, %s: %s%n",
        ACTIVITIES, ATHLETES, String.join(", ", checksums.keySet()), checksums.get("live"));
  }

  /** Activities with edits and deletions; the same ones each time. */
  private static void fill(StreamsOnly installation) {
    installation.enrol(
        IntStream.range(0, ATHLETES).mapToObj(SameDerivationsTest::athlete).toList());
    Random random = new Random(SEED);
    try (RawWriter lake = new RawWriter(installation.bootstrap(), installation.topics())) {
      for (long id = 1; id <= ACTIVITIES; id++) {
        String athlete = "athlete-" + random.nextInt(ATHLETES);
        lake.put(athlete, id, 1_000 + random.nextInt(20_000));
        if (random.nextInt(10) == 0) {
          lake.put(athlete, id, 1_000 + random.nextInt(20_000));
        }
        if (random.nextInt(20) == 0) {
          lake.delete(athlete, id);
        }
      }
      lake.flush();
    }
  }

  private static Athlete athlete(int number) {
    return new Athlete(
        new AthleteId("athlete-" + number),
        "Athlete " + number,
        List.of(new Membership("Department " + number % 7, null, null)),
        number % 11 == 0 ? Visibility.HIDDEN : Visibility.SHOWN,
        null,
        null);
  }

  private static String batch(StreamsOnly installation) {
    JsonNode report = installation.post(0, "/admin/generations/1/verify", "").expect(200).json();
    assertThat(report.get("difference").isNull()).as(report.toString()).isTrue();
    return report.get("expected").asText();
  }

  private static String restored(StreamsOnly installation) {
    installation.streams(1).kill();
    installation.streams(1).startAfresh();
    installation.awaitReady(installation.streams(1));
    return installation.checksum(1);
  }

  private static String beside(StreamsOnly installation, int generation, String from) {
    String wanted = "{\"ruleSet\":\"%s\",\"from\":\"%s\"}".formatted(ruleSet(installation), from);
    installation.post(0, "/admin/generations", wanted).expect(202);
    String checksum = installation.checksum(generation);
    installation.post(0, "/admin/generations/" + generation + "/abandon", "").expect(200);
    return checksum;
  }

  private static String ruleSet(StreamsOnly installation) {
    return installation.get(0, "/admin/generations/1").json().get("ruleSet").asText();
  }

  /** Has Kafka forget what was replaced; each mark of a checksum lets segments roll. */
  private static void compact(StreamsOnly installation) throws Exception {
    long before = records(installation);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) installation.bootstrap()))) {
      new Compaction(admin).makeEager();
    }
    installation
        .await("compaction")
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              installation.checksum(1);
              return records(installation) < before - ACTIVITIES / 20;
            });
  }

  private static long records(StreamsOnly installation) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", installation.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(Lake.TOPIC).stream()
              .map(one -> new TopicPartition(Lake.TOPIC, one.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      long records = 0;
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        records += consumer.poll(Duration.ofMillis(200)).count();
      }
      return records;
    }
  }
}
