package io.stridelake.benchmarks.replay;

import io.stridelake.activity.Activity;
import io.stridelake.activity.Length;
import io.stridelake.activity.Sport;
import io.stridelake.athlete.AthleteId;
import io.stridelake.benchmarks.company.TopicWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** Writes a catalogue as the catalogue app would from a lake, which would take far more disk. */
final class CatalogueGenerator {
  private static final String[] SPORTS = {"Run", "Ride", "Walk", "Hike", "Swim", "Workout"};
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
  private static final int DAYS = 365;

  private final SplittableRandom random = new SplittableRandom(20_261_122);

  void fill(DerivingApps apps, int catalogue, int activities, int athletes) throws Exception {
    apps.provision(catalogue);
    try (TopicWriter topics = new TopicWriter(apps.bootstrap(), apps.registry(), catalogue)) {
      for (int number = 1; number <= activities; number++) {
        topics.activity(new AthleteId("athlete-" + random.nextInt(athletes)), number, activity());
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
        Activity.Flags.NONE);
  }
}
