package io.stridelake.benchmarks.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stridelake.athlete.AthleteId;
import io.stridelake.benchmarks.company.BulkProducer;
import io.stridelake.topics.LakeHeaders;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Fills a lake with payloads of the sizes that Strava's have: seven in ten summaries of about 2 KB,
 * the others detailed, of 6 to 8 KB, both with lines that do not compress, over a year. The same
 * seed gives the same lake.
 */
final class LakeGenerator {
  private static final String[] SPORTS = {"Run", "Ride", "Walk", "Hike", "Swim", "Workout"};
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
  private static final int DAYS = 365;
  private static final int SUMMARY_LINE = 1_250;
  private static final int DETAILED_LINE = 5_000;

  private final TopicCatalogue topics;
  private final SplittableRandom random = new SplittableRandom(20_261_122);

  LakeGenerator(TopicCatalogue topics) {
    this.topics = topics;
  }

  /** Writes so many activities; returns their bytes, keys and headers left out. */
  long fill(String bootstrap, int activities, int athletes) {
    long bytes = 0;
    try (KafkaProducer<byte[], byte[]> producer = BulkProducer.of(bootstrap)) {
      for (int number = 1; number <= activities; number++) {
        AthleteId athlete = new AthleteId("athlete-" + random.nextInt(athletes));
        byte[] payload = payload(number);
        bytes += payload.length;
        ProducerRecord<byte[], byte[]> raw =
            new ProducerRecord<>(
                topics.lake().name(),
                Partitions.ofAthlete(athlete, topics.partitions()),
                new LakeKey(athlete, "strava", "activity", Integer.toString(number)).bytes(),
                payload);
        new LakeHeaders(
                "strava",
                "activity",
                "application/json",
                Instant.now(),
                Origin.BACKFILL,
                null,
                false)
            .addTo(raw.headers());
        producer.send(raw);
      }
    }
    return bytes;
  }

  private byte[] payload(int number) {
    boolean detailed = random.nextInt(10) < 3;
    int metres = 1_000 + random.nextInt(40_000);
    int seconds = 600 + metres / 3 + random.nextInt(600);
    String day = FIRST.plusDays(random.nextInt(DAYS)).toString();
    String sport = SPORTS[random.nextInt(SPORTS.length)];
    return """
        {"resource_state":%d,"athlete":{"id":%d,"resource_state":1},"name":"Activity %d","distance":%d.%d,\
        "moving_time":%d,"elapsed_time":%d,"total_elevation_gain":%d.0,"type":"%s","sport_type":"%s",\
        "workout_type":null,"id":%d,"start_date":"%sT07:00:00Z","start_date_local":"%sT08:00:00Z",\
        "timezone":"(GMT+01:00) Europe/Warsaw","utc_offset":3600.0,"location_city":null,"achievement_count":%d,\
        "kudos_count":%d,"comment_count":0,"athlete_count":1,"photo_count":0,\
        "map":{"id":"a%d","summary_polyline":"%s","resource_state":2},"trainer":false,"commute":false,"manual":false,\
        "private":false,"visibility":"everyone","flagged":false,"gear_id":null,"start_latlng":[52.1,21.0],\
        "end_latlng":[52.1,21.0],"average_speed":%d.5,"max_speed":12.1,"has_heartrate":true,"average_heartrate":141.2,\
        "max_heartrate":172.0,"heartrate_opt_out":false,"upload_id":%d,"external_id":"garmin_push_%d","pr_count":0%s}"""
        .formatted(
            detailed ? 3 : 2,
            number,
            number,
            metres,
            random.nextInt(10),
            seconds,
            seconds + random.nextInt(300),
            random.nextInt(400),
            sport,
            sport,
            number,
            day,
            day,
            random.nextInt(5),
            random.nextInt(30),
            number,
            line(SUMMARY_LINE),
            metres / seconds,
            number,
            number,
            detailed
                ? ",\"description\":\"\",\"calories\":512.0,\"device_name\":\"Watch\",\"splits_line\":\""
                    + line(DETAILED_LINE + random.nextInt(1_000))
                    + "\""
                : "")
        .getBytes(US_ASCII);
  }

  /** Letters as encoded polylines have them, without those that JSON escapes. */
  private String line(int length) {
    StringBuilder line = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char letter = (char) ('?' + random.nextInt(63));
      line.append(letter == '\\' ? '_' : letter);
    }
    return line.toString();
  }
}
