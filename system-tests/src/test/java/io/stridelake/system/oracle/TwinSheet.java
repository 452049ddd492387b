package io.stridelake.system.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which activities are second recordings of a workout, found by comparing all of an athlete with
 * all until nothing changes any more. Knows only two families of sports.
 */
public final class TwinSheet {
  private static final List<Set<String>> FAMILIES =
      List.of(Set.of("Walk", "Run", "Hike", "TrailRun"), Set.of("Ride", "EBikeRide"));
  private static final long DAY = 86_400;

  private TwinSheet() {}

  private record Recording(TrueActivity activity, long start, int measured) {
    static Recording of(JsonNode truth) {
      TrueActivity activity = TrueActivity.of(truth);
      int measured =
          (activity.metres().signum() > 0 ? 1 : 0)
              + (activity.moving() > 0 ? 1 : 0)
              + (activity.elapsed() > 0 ? 1 : 0)
              + (activity.climbed().signum() > 0 ? 1 : 0)
              + (truth.get("heartrate").asBoolean() ? 1 : 0);
      return new Recording(
          activity, Instant.parse(truth.get("start").asText()).getEpochSecond(), measured);
    }

    long seconds() {
      return Math.min(activity.elapsed() > 0 ? activity.elapsed() : activity.moving(), DAY);
    }

    boolean isTwinOf(Recording other) {
      long common =
          Math.min(start + seconds(), other.start + other.seconds()) - Math.max(start, other.start);
      return !activity.provider().equals(other.activity.provider())
          && areAlike(activity.sport(), other.activity.sport())
          && common > 0
          && 2 * common >= Math.min(seconds(), other.seconds());
    }
  }

  private static final Comparator<Recording> BEST_FIRST =
      Comparator.comparing((Recording each) -> each.activity.manual())
          .thenComparing(each -> -each.measured)
          .thenComparing(each -> each.activity.provider())
          .thenComparing(each -> Long.toString(each.activity.id()));

  /**
   * The ids of those that do not count because another recording does.
   *
   * @param activities as of an oracle's company, with {@code provider}, {@code start} and {@code
   *     heartrate}
   */
  public static Set<Long> duplicates(Iterable<JsonNode> activities) {
    Map<String, List<List<Recording>>> byAthlete = new HashMap<>();
    for (JsonNode each : activities) {
      Recording recording = Recording.of(each);
      if (RuleSheet.points(recording.activity()).isPresent()) {
        byAthlete
            .computeIfAbsent(recording.activity().athlete(), _ -> new ArrayList<>())
            .add(new ArrayList<>(List.of(recording)));
      }
    }
    Set<Long> duplicates = new TreeSet<>();
    byAthlete.values().forEach(alone -> addDuplicates(alone, duplicates));
    return duplicates;
  }

  private static void addDuplicates(List<List<Recording>> workouts, Set<Long> duplicates) {
    while (mergeTwo(workouts)) {
      // until no two have twins
    }
    for (List<Recording> workout : workouts) {
      workout.sort(BEST_FIRST);
      workout.subList(1, workout.size()).forEach(each -> duplicates.add(each.activity().id()));
    }
  }

  private static boolean mergeTwo(List<List<Recording>> workouts) {
    for (List<Recording> one : workouts) {
      for (List<Recording> other : workouts) {
        if (one != other && one.stream().anyMatch(a -> other.stream().anyMatch(a::isTwinOf))) {
          one.addAll(other);
          workouts.removeIf(each -> each == other);
          return true;
        }
      }
    }
    return false;
  }

  private static boolean areAlike(String one, String other) {
    return one.equals(other)
        || FAMILIES.stream().anyMatch(family -> family.contains(one) && family.contains(other));
  }
}
