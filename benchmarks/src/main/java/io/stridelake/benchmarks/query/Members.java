package io.stridelake.benchmarks.query;

import io.stridelake.activity.Activity;
import io.stridelake.activity.Length;
import io.stridelake.activity.Sport;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import io.stridelake.benchmarks.company.Company;
import io.stridelake.benchmarks.company.TopicWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A company in which everybody ran once, some as far as others. A smaller one is the beginning of a
 * larger one.
 */
final class Members {
  private static final long MICROMETRES = 1_000_000;
  private static final long SHORTEST = 1_000 * MICROMETRES;

  /** Points have three decimals of a kilometre, so what is finer would not decide a rank. */
  private static final long STEP = MICROMETRES;

  private static final int STEPS = 99_000;
  private static final long METRES_PER_SECOND = 3;

  /** Prime, so that steps of this size come to every member before they come to one again. */
  private static final long STRIDE = 7_919;

  private final long[] distances;
  private final long[] sorted;

  Members(int size) {
    SplittableRandom random = new SplittableRandom(20_261_122);
    distances = new long[size];
    for (int member = 0; member < size; member++) {
      distances[member] = SHORTEST + STEP * random.nextInt(STEPS);
    }
    sorted = distances.clone();
    Arrays.sort(sorted);
  }

  int size() {
    return distances.length;
  }

  /** How far a member ran, in micrometres, which is also its score in Redis. */
  long distance(int member) {
    return distances[member];
  }

  /** How long that took. */
  long seconds(int member) {
    return distances[member] / MICROMETRES / METRES_PER_SECOND;
  }

  /** The member whose turn it is, from 0. */
  int turn(long number) {
    return (int) (number * STRIDE % distances.length);
  }

  /** The rank of a member: how many ran farther, and one. */
  long rank(int member) {
    long distance = distances[member];
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] > distance) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return sorted.length - low + 1L;
  }

  /** Writes the roster and the catalogue. */
  void write(TopicWriter topics) {
    LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    for (int member = 0; member < size(); member++) {
      topics.athlete(athlete(member));
    }
    for (int member = 0; member < size(); member++) {
      topics.activity(Company.id(member), member + 1L, run(member, yesterday));
    }
  }

  private static Athlete athlete(int member) {
    return new Athlete(
        Company.id(member),
        Company.name(member),
        List.of(new Membership(Company.departmentOf(member), null, null)),
        Visibility.SHOWN,
        null,
        null);
  }

  private Activity run(int member, LocalDate day) {
    Duration time = Duration.ofSeconds(seconds(member));
    LocalDateTime start = day.atTime(LocalTime.NOON);
    return new Activity(
        new Sport("Run"),
        start.toInstant(ZoneOffset.UTC),
        start,
        new Length(distance(member)),
        time,
        time,
        Length.ZERO,
        Activity.Speed.UNKNOWN,
        null,
        Activity.Flags.NONE);
  }
}
