package io.stridelake.ranking;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Finds duplicates by comparing everything with everything until nothing changes any more. */
final class WorkoutOracle {
  private static final Set<String> ON_FOOT = Set.of("Walk", "Run", "Hike");

  private final Company company;
  private final ZoneId zone;
  private final double minOverlap;
  private final Predicate<ActivityKey> countsAlone;

  /**
   * Looks at a company.
   *
   * @param minOverlap the share that twins have in common, exact in binary
   */
  WorkoutOracle(
      Company company, ZoneId zone, double minOverlap, Predicate<ActivityKey> countsAlone) {
    this.company = company;
    this.zone = zone;
    this.minOverlap = minOverlap;
    this.countsAlone = countsAlone;
  }

  Set<ActivityKey> duplicates() {
    Set<ActivityKey> duplicates = new HashSet<>();
    for (ActivityKey key : company.activities.keySet()) {
      if (company.activities.keySet().stream().anyMatch(other -> isBetterForm(other, key))) {
        duplicates.add(key);
      }
    }
    List<ActivityKey> candidates =
        company.activities.keySet().stream()
            .filter(key -> !duplicates.contains(key) && countsAlone.test(key))
            .toList();
    for (List<ActivityKey> workout : workouts(candidates)) {
      workout.sort(this::compare);
      duplicates.addAll(workout.subList(1, workout.size()));
    }
    return duplicates;
  }

  private static boolean isBetterForm(ActivityKey other, ActivityKey key) {
    return other.athlete().equals(key.athlete())
        && other.provider().equals(key.provider())
        && other.externalId().equals(key.externalId())
        && other.kind().equals("activity")
        && key.kind().equals("file");
  }

  /** Groups that are merged as long as any two of them have twins. */
  private List<List<ActivityKey>> workouts(List<ActivityKey> candidates) {
    List<List<ActivityKey>> groups = new ArrayList<>();
    candidates.forEach(key -> groups.add(new ArrayList<>(List.of(key))));
    boolean merged = true;
    while (merged) {
      merged = false;
      for (int i = 0; i < groups.size() && !merged; i++) {
        for (int j = i + 1; j < groups.size() && !merged; j++) {
          List<ActivityKey> one = groups.get(i);
          List<ActivityKey> other = groups.get(j);
          if (one.stream().anyMatch(a -> other.stream().anyMatch(b -> areTwins(a, b)))) {
            one.addAll(groups.remove(j));
            merged = true;
          }
        }
      }
    }
    return groups;
  }

  private boolean areTwins(ActivityKey one, ActivityKey other) {
    if (!one.athlete().equals(other.athlete()) || one.provider().equals(other.provider())) {
      return false;
    }
    Activity a = company.activity(one);
    Activity b = company.activity(other);
    String sport = a.sport().name();
    if (!sport.equals(b.sport().name())
        && !(ON_FOOT.contains(sport) && ON_FOOT.contains(b.sport().name()))) {
      return false;
    }
    double from = Math.max(second(a), second(b));
    double to = Math.min(second(a) + seconds(a), second(b) + seconds(b));
    return to > from && to - from >= minOverlap * Math.min(seconds(a), seconds(b));
  }

  private double second(Activity activity) {
    Instant start = activity.start();
    return (start == null ? activity.localStart().atZone(zone).toInstant() : start)
        .getEpochSecond();
  }

  private static double seconds(Activity activity) {
    Duration took = activity.elapsed().isZero() ? activity.moving() : activity.elapsed();
    return Math.min(took.toSeconds(), 86_400);
  }

  private int compare(ActivityKey one, ActivityKey other) {
    Activity a = company.activity(one);
    Activity b = company.activity(other);
    if (a.flags().manual() != b.flags().manual()) {
      return a.flags().manual() ? 1 : -1;
    }
    int known = Integer.compare(known(b), known(a));
    return known == 0 ? one.compareTo(other) : known;
  }

  private static int known(Activity activity) {
    return (activity.distance().micrometres() > 0 ? 1 : 0)
        + (activity.moving().toSeconds() > 0 ? 1 : 0)
        + (activity.elapsed().toSeconds() > 0 ? 1 : 0)
        + (activity.climbed().micrometres() > 0 ? 1 : 0)
        + (activity.averageHeartrate() == null ? 0 : 1);
  }
}
