package io.stridelake.benchmarks.live;

import io.stridelake.activity.Activity;
import io.stridelake.activity.Length;
import io.stridelake.activity.Sport;
import io.stridelake.benchmarks.company.Company;
import io.stridelake.benchmarks.company.TopicWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** What the company did in the year before, athlete after athlete. */
final class History {
  private static final List<Sport> SPORTS =
      List.of(
          new Sport("Run"),
          new Sport("Walk"),
          new Sport("Ride"),
          new Sport("Hike"),
          new Sport("Workout"));
  private static final int DAYS = 364;

  private History() {}

  static void write(TopicWriter topics, int activities, int athletes) {
    SplittableRandom random = new SplittableRandom(1);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    for (int number = 0; number < activities; number++) {
      topics.activity(Company.id(number % athletes), number + 1L, activity(today, random));
    }
  }

  private static Activity activity(LocalDate today, SplittableRandom random) {
    int metres = 1_000 + random.nextInt(15_000);
    Duration time = Duration.ofSeconds(metres / 3);
    LocalDateTime start =
        today.minusDays(1L + random.nextInt(DAYS)).atTime(random.nextInt(22), random.nextInt(60));
    return new Activity(
        SPORTS.get(random.nextInt(SPORTS.size())),
        start.toInstant(ZoneOffset.UTC),
        start,
        new Length(metres * 1_000_000L),
        time,
        time,
        new Length(random.nextInt(300) * 1_000_000L),
        Activity.Speed.UNKNOWN,
        null,
        Activity.Flags.NONE);
  }
}
