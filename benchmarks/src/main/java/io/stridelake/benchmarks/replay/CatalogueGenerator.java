package io.stridelake.benchmarks.replay;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.activity.Length;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.activity.Sport;
import io.stridelake.athlete.AthleteId;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.topics.CatalogueKey;
import io.stridelake.topics.Partitions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Writes a catalogue as the catalogue app would from a lake, which would take far more disk. */
final class CatalogueGenerator {
  private static final String[] SPORTS = {"Run", "Ride", "Walk", "Hike", "Swim", "Workout"};
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
  private static final int DAYS = 365;
  private static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");
  private static final Activity.Flags NONE = new Activity.Flags(false, false, false, false, false);

  private final SplittableRandom random = new SplittableRandom(20_261_122);

  void fill(DerivingApps apps, int catalogue, int activities, int athletes) throws Exception {
    apps.provision(catalogue);
    String topic = apps.topics().activities(catalogue).name();
    int partitions = apps.topics().partitions();
    long[] offsets = new long[partitions];
    Serializer<CatalogueEntryValue> entries = apps.entries().serializer();
    try (KafkaProducer<byte[], byte[]> producer = LakeGenerator.producer(apps.bootstrap())) {
      for (int number = 1; number <= activities; number++) {
        AthleteId athlete = new AthleteId("athlete-" + random.nextInt(athletes));
        int partition = Partitions.ofAthlete(athlete, partitions);
        CatalogueEntry entry =
            new CatalogueEntry.Readable(
                activity(), new RawRecordPosition(partition, offsets[partition]++, RECEIVED));
        ActivityKey key = new ActivityKey(athlete, "strava", Integer.toString(number), "activity");
        producer.send(
            new ProducerRecord<>(
                topic,
                partition,
                CatalogueKey.bytes(key),
                entries.serialize(topic, CatalogueEntryMapper.toAvro(entry))));
      }
    }
  }

  private Activity activity() {
    int metres = 1_000 + random.nextInt(40_000);
    Duration moving = Duration.ofSeconds(600 + metres / 3 + random.nextInt(600));
    LocalDateTime start =
        FIRST.plusDays(random.nextInt(DAYS)).atTime(LocalTime.of(6 + random.nextInt(14), 0));
    return new Activity(
        new Sport(SPORTS[random.nextInt(SPORTS.length)]),
        start.minusHours(1).toInstant(ZoneOffset.UTC),
        start,
        new Length(metres * 1_000_000L),
        moving,
        moving.plusSeconds(random.nextInt(300)),
        new Length(random.nextInt(400) * 1_000_000L),
        new Activity.Speed(metres / (double) moving.toSeconds(), 12.1),
        141.2,
        NONE);
  }
}
