package io.stridelake.ranking.leaderboard;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The roster rows of one partition, as they were when the boards were built. Athletes are numbered
 * in the order of their ids; boards that are being built count by these numbers, so that they need
 * no order of their own.
 */
final class Roster {
  private static final int SLOTS_AN_ATHLETE = 2;

  private final Athlete[] athletes;

  /** The athletes' ids, so that looking for one touches less memory. */
  private final String[] ids;

  /** 1 + the number of an athlete near the place that its id's hash names, or 0. */
  private final int[] slots;

  Roster(List<Athlete> athletes) {
    Map<List<Membership>, List<Membership>> shared = new HashMap<>();
    this.athletes =
        athletes.stream()
            .sorted(Comparator.comparing(Athlete::id))
            .map(athlete -> sharing(athlete, shared))
            .toArray(Athlete[]::new);
    ids = new String[this.athletes.length];
    slots = new int[Integer.highestOneBit(Math.max(1, athletes.size())) * 2 * SLOTS_AN_ATHLETE];
    for (int number = 0; number < this.athletes.length; number++) {
      ids[number] = this.athletes[number].id().value();
      slots[slot(ids[number])] = number + 1;
    }
  }

  int size() {
    return athletes.length;
  }

  /** The number of an athlete, or -1 if the roster does not have the id. */
  int number(String id) {
    return slots[slot(id)] - 1;
  }

  Athlete athlete(int number) {
    return athletes[number];
  }

  Optional<Athlete> shown(String id) {
    int number = number(id);
    return number < 0 ? Optional.empty() : Optional.of(athletes[number]).filter(Roster::isShown);
  }

  static boolean isShown(Athlete athlete) {
    return athlete.visibility() == Visibility.SHOWN;
  }

  /** The department for which the athlete's activities of a day count, or null for none. */
  @Nullable String department(String id, long epochDay, boolean takeAlong) {
    int number = number(id);
    if (number < 0) {
      return null;
    }
    Athlete athlete = athletes[number];
    return (takeAlong
            ? athlete.currentDepartment()
            : athlete.departmentOn(LocalDate.ofEpochDay(epochDay)))
        .orElse(null);
  }

  /** How many athletes belong to each department now. */
  Map<String, Long> membersByDepartment() {
    Map<String, Long> members = new TreeMap<>();
    for (Athlete athlete : athletes) {
      if (athlete.left() == null) {
        athlete.currentDepartment().ifPresent(name -> members.merge(name, 1L, Long::sum));
      }
    }
    return members;
  }

  /** The slot that holds the id's number, or the empty one where it would be. */
  private int slot(String id) {
    int hash = id.hashCode() * 0x9E3779B9;
    int slot = hash >>> Integer.numberOfLeadingZeros(slots.length - 1);
    while (slots[slot] != 0 && !ids[slots[slot] - 1].equals(id)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private static Athlete sharing(Athlete athlete, Map<List<Membership>, List<Membership>> shared) {
    return new Athlete(
        athlete.id(),
        athlete.name(),
        shared.computeIfAbsent(athlete.memberships(), same -> same),
        athlete.visibility(),
        athlete.joined(),
        athlete.left());
  }
}
