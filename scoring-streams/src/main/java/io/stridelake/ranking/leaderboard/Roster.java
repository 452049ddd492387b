package io.stridelake.ranking.leaderboard;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.Visibility;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The roster rows of one partition, as they were when the boards were built. */
final class Roster {
  private final Map<String, Athlete> athletes;

  Roster(Map<String, Athlete> athletes) {
    this.athletes = new HashMap<>(athletes);
  }

  boolean knows(String id) {
    return athletes.containsKey(id);
  }

  Optional<Athlete> shown(String id) {
    return Optional.ofNullable(athletes.get(id))
        .filter(athlete -> athlete.visibility() == Visibility.SHOWN);
  }

  /** The department for which the athlete's activities of a day count, or null for none. */
  @Nullable String department(String id, long epochDay, boolean takeAlong) {
    Athlete athlete = athletes.get(id);
    if (athlete == null) {
      return null;
    }
    return (takeAlong
            ? athlete.currentDepartment()
            : athlete.departmentOn(LocalDate.ofEpochDay(epochDay)))
        .orElse(null);
  }

  /** How many athletes belong to each department now. */
  Map<String, Long> membersByDepartment() {
    Map<String, Long> members = new TreeMap<>();
    for (Athlete athlete : athletes.values()) {
      if (athlete.left() == null) {
        athlete.currentDepartment().ifPresent(name -> members.merge(name, 1L, Long::sum));
      }
    }
    return members;
  }
}
