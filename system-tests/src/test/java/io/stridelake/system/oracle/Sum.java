package io.stridelake.system.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/** What somebody or some group has, exactly. */
final class Sum {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  BigDecimal points = BigDecimal.ZERO;
  BigDecimal metres = BigDecimal.ZERO;
  BigDecimal climbed = BigDecimal.ZERO;
  long seconds;
  long activities;
  final Set<String> athletes = new HashSet<>();
  private final Set<ActiveDay> days = new HashSet<>();

  private record ActiveDay(String athlete, LocalDate day) {}

  void add(Oracle.Counted counted) {
    TrueActivity activity = counted.activity();
    points = points.add(counted.points());
    metres = metres.add(activity.metres());
    climbed = climbed.add(activity.climbed());
    seconds += activity.seconds();
    activities++;
    athletes.add(counted.person().id());
    days.add(new ActiveDay(counted.person().id(), activity.date()));
  }

  /** The metric as numerator over {@link #unit}, so that nothing is divided before comparing. */
  BigDecimal metric(String name) {
    return switch (name) {
      case "points" -> points;
      case "km" -> metres;
      case "minutes" -> BigDecimal.valueOf(seconds);
      case "metres_climbed" -> climbed;
      case "activities" -> BigDecimal.valueOf(activities);
      case "active_days" -> BigDecimal.valueOf(days.size());
      case "longest_streak" -> BigDecimal.valueOf(longestStreak());
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Of one athlete, who is the only one here. */
  private long longestStreak() {
    long longest = 0;
    for (ActiveDay last : days) {
      ActiveDay first = last;
      long length = 1;
      while (days.contains(new ActiveDay(first.athlete, first.day.minusDays(1)))) {
        first = new ActiveDay(first.athlete, first.day.minusDays(1));
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  static BigDecimal unit(String name) {
    return switch (name) {
      case "km" -> THOUSAND;
      case "minutes" -> BigDecimal.valueOf(60);
      default -> BigDecimal.ONE;
    };
  }

  static int decimals(String name) {
    return switch (name) {
      case "points" -> 3;
      case "km" -> 2;
      default -> 0;
    };
  }

  BigDecimal km() {
    return metres.divide(THOUSAND).setScale(2, RoundingMode.HALF_UP);
  }

  long minutes() {
    return BigDecimal.valueOf(seconds)
        .divide(BigDecimal.valueOf(60), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  long metresClimbed() {
    return climbed.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }
}
