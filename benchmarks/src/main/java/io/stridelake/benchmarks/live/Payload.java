package io.stridelake.benchmarks.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDate;
import java.util.SplittableRandom;

/** Summaries of runs as Strava sends them, about 2 KB with a line that does not compress. */
final class Payload {
  private static final int LINE = 1_250;
  private static final int DAYS = 364;

  private Payload() {}

  static byte[] of(long id, LocalDate today, SplittableRandom random) {
    int metres = 1_000 + random.nextInt(20_000);
    int seconds = metres / 3;
    LocalDate day = today.minusDays(1L + random.nextInt(DAYS));
    return """
        {"resource_state":2,"athlete":{"id":1,"resource_state":1},"name":"Morning Run","distance":%d.%d,\
        "moving_time":%d,"elapsed_time":%d,"total_elevation_gain":%d.0,"type":"Run","sport_type":"Run",\
        "workout_type":null,"id":%d,"start_date":"%sT07:00:00Z","start_date_local":"%sT08:00:00Z",\
        "timezone":"(GMT+01:00) Europe/Warsaw","utc_offset":3600.0,"location_city":null,"achievement_count":1,\
        "kudos_count":3,"comment_count":0,"athlete_count":1,"photo_count":0,\
        "map":{"id":"a%d","summary_polyline":"%s","resource_state":2},"trainer":false,"commute":false,"manual":false,\
        "private":false,"visibility":"everyone","flagged":false,"gear_id":null,"average_speed":3.0,"max_speed":5.1,\
        "has_heartrate":true,"average_heartrate":141.2,"max_heartrate":172.0,"upload_id":%d,"pr_count":0}"""
        .formatted(
            metres,
            random.nextInt(10),
            seconds,
            seconds + random.nextInt(300),
            random.nextInt(200),
            id,
            day,
            day,
            id,
            line(random),
            id)
        .getBytes(US_ASCII);
  }

  /** Letters as encoded polylines have them, without those that JSON escapes. */
  private static String line(SplittableRandom random) {
    StringBuilder line = new StringBuilder(LINE);
    for (int i = 0; i < LINE; i++) {
      char letter = (char) ('?' + random.nextInt(63));
      line.append(letter == '\\' ? '_' : letter);
    }
    return line.toString();
  }
}
