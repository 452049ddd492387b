package io.stridelake.ranking.leaderboard;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.row.RowKeys;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The roster rows of one partition, as they were when the boards were built. Athletes are numbered
 * in the order of their ids; boards that are being built count by these numbers, so that they need
 * no order of their own.
 */
final class Roster {
  private final Athlete[] athletes;
  private final IdIndex index;

  /** Whether rankings show each athlete, so that most questions need not touch the athlete. */
  private final boolean[] shown;

  /** Those who are shown, but not by name. */
  private final Set<String> nameless;

  Roster(List<Athlete> athletes) {
    this(athletes, Set.of());
  }

  /** A roster with some whose places are shown without their names. */
  Roster(List<Athlete> athletes, Set<String> nameless) {
    this.nameless = nameless;
    this.athletes = athletes.toArray(Athlete[]::new);
    if (!isSorted(this.athletes)) {
      Arrays.sort(this.athletes, Comparator.comparing(Athlete::id));
    }
    String[] ids = new String[this.athletes.length];
    shown = new boolean[ids.length];
    for (int number = 0; number < ids.length; number++) {
      ids[number] = this.athletes[number].id().value();
      shown[number] = isShown(this.athletes[number]);
    }
    index = new IdIndex(ids);
  }

  int size() {
    return athletes.length;
  }

  /** The number of an athlete, or -1 if the roster does not have the id. */
  int number(String id) {
    return index.number(id);
  }

  /** The numbers of the athletes of day rows' keys, or -1 where the roster does not have the id. */
  void numbersOfDays(List<byte[]> keys, int[] numbers) {
    index.numbers(keys, RowKeys.DAY_PREFIX, numbers);
  }

  /** Whether an athlete's place is shown without the name. */
  boolean isNameless(String id) {
    return nameless.contains(id);
  }

  /** Whether rankings show the athlete of that number. */
  boolean isShown(int number) {
    return shown[number];
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

  /** Rows come in the order of their keys, which is that of their ids. */
  private static boolean isSorted(Athlete[] athletes) {
    for (int i = 1; i < athletes.length; i++) {
      if (athletes[i - 1].id().compareTo(athletes[i].id()) > 0) {
        return false;
      }
    }
    return true;
  }
}
