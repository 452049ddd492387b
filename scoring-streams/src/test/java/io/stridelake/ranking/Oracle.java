package io.stridelake.ranking;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import io.stridelake.rules.Cap;
import io.stridelake.rules.RuleSet;
import io.stridelake.scoring.Scored;
import io.stridelake.scoring.Scorer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Computes a board from scratch, by adding everything up and sorting it. */
final class Oracle {
  private final Company company;
  private final Scorer scorer;
  private final List<Cap> caps;
  private final ZoneId zone;
  private final double minOverlap;

  Oracle(Company company, RuleSet rules) {
    this.company = company;
    this.scorer = new Scorer(rules);
    this.caps = rules.caps();
    this.zone = rules.zone() == null ? ZoneOffset.UTC : rules.zone();
    this.minOverlap = rules.duplicates().minOverlap().doubleValue();
  }

  /** What somebody or some group has. */
  static final class Sum {
    long points;
    long activities;
    long metresTimesMillion;
    long seconds;
    long climbedTimesMillion;
    final Set<String> activeDays = new HashSet<>();
    final Set<LocalDate> dates = new TreeSet<>();
    final Set<String> athletes = new HashSet<>();

    List<Long> numbers() {
      return List.of(points, activities, metresTimesMillion, seconds, climbedTimesMillion, days());
    }

    long days() {
      return activeDays.size();
    }

    /** Starts at each date anew and walks on for as long as there is a next one. */
    long longestStreak() {
      long longest = 0;
      for (LocalDate start : dates) {
        LocalDate end = start;
        while (dates.contains(end.plusDays(1))) {
          end = end.plusDays(1);
        }
        longest = Math.max(longest, 1 + ChronoUnit.DAYS.between(start, end));
      }
      return longest;
    }
  }

  /** A row as id, score and numbers. */
  record Row(String id, long score, List<Long> numbers) {}

  List<Row> members(BoardView view, BoardView.Members members) {
    List<Row> rows = new ArrayList<>();
    sums(view, (athlete, activity, department) -> isShown(athlete) ? athlete : null)
        .forEach(
            (id, sum) -> {
              long score = score(members, sum);
              if (score >= members.atLeast()) {
                rows.add(new Row(id, score, sum.numbers()));
              }
            });
    rows.sort(Comparator.comparingLong((Row row) -> -row.score).thenComparing(Row::id));
    return rows;
  }

  Map<String, Sum> groups(BoardView view, BoardView.Groups groups, GroupBy by) {
    return sums(
        view,
        (athlete, activity, department) -> {
          if (!groups.hidden() && !isShown(athlete)) {
            return null;
          }
          return by == GroupBy.COMPANY
              ? ""
              : by == GroupBy.SPORTS ? activity.sport().name() : department;
        });
  }

  Map<String, Long> memberCounts() {
    Map<String, Long> counts = new HashMap<>();
    for (Athlete athlete : company.roster.values()) {
      if (athlete.left() == null) {
        athlete.currentDepartment().ifPresent(name -> counts.merge(name, 1L, Long::sum));
      }
    }
    return counts;
  }

  private interface Grouping {
    @Nullable String of(String athlete, Activity activity, @Nullable String department);
  }

  private Map<String, Sum> sums(BoardView view, Grouping grouping) {
    Map<String, Sum> sums = new TreeMap<>();
    Map<ActivityKey, Long> granted = granted();
    Set<ActivityKey> duplicates = duplicates();
    for (Map.Entry<ActivityKey, Activity> entry : company.activities.entrySet()) {
      Activity activity = entry.getValue();
      Scored scored = scored(entry.getKey());
      String athlete = entry.getKey().athlete().value();
      String department = department(athlete, activity.localDate(), view.takeAlong());
      long day = activity.localDate().toEpochDay();
      if (!scored.counted()
          || duplicates.contains(entry.getKey())
          || (scored.groups() >> view.group() & 1) == 0
          || day < view.fromDay()
          || day > view.toDay()
          || (view.sport() != null && !view.sport().equals(activity.sport().name()))
          || (view.department() != null && !view.department().equals(department))) {
        continue;
      }
      String group = grouping.of(athlete, activity, department);
      if (group != null) {
        Sum sum = sums.computeIfAbsent(group, ignored -> new Sum());
        sum.points += granted.getOrDefault(entry.getKey(), 0L);
        sum.activities++;
        sum.metresTimesMillion += activity.distance().metres().movePointRight(6).longValueExact();
        sum.seconds += activity.scoredTime().toSeconds();
        sum.climbedTimesMillion += activity.climbed().metres().movePointRight(6).longValueExact();
        sum.activeDays.add(athlete + " " + day);
        sum.dates.add(activity.localDate());
        sum.athletes.add(athlete);
      }
    }
    return sums;
  }

  /** Thousandths of each counted activity: one after the other looks at all that came before. */
  private Map<ActivityKey, Long> granted() {
    Map<ActivityKey, Long> granted = new LinkedHashMap<>();
    Set<ActivityKey> duplicates = duplicates();
    company.activities.entrySet().stream()
        .filter(entry -> !duplicates.contains(entry.getKey()))
        .sorted(
            Comparator.comparing(
                    (Map.Entry<ActivityKey, Activity> entry) -> entry.getValue().localStart())
                .thenComparing(Map.Entry::getKey))
        .forEach(entry -> granted.put(entry.getKey(), granted(entry.getKey(), granted)));
    return granted;
  }

  private long granted(ActivityKey key, Map<ActivityKey, Long> earlier) {
    Scored scored = scored(key);
    long points = scored.points().thousandths();
    for (Cap cap : caps) {
      if (scored.counted() && covers(cap, scored)) {
        long spent =
            earlier.keySet().stream()
                .filter(other -> other.athlete().equals(key.athlete()))
                .filter(other -> covers(cap, scored(other)))
                .filter(other -> window(cap, other).equals(window(cap, key)))
                .mapToLong(other -> earlier.getOrDefault(other, 0L))
                .sum();
        points = Math.min(points, cap.max().movePointRight(3).longValueExact() - spent);
      }
    }
    return points;
  }

  /** What is to be said of every activity there is. */
  Map<ActivityKey, Verdict> verdicts() {
    Map<ActivityKey, Verdict> verdicts = new TreeMap<>();
    Set<ActivityKey> duplicates = duplicates();
    Map<ActivityKey, Long> granted = granted();
    for (ActivityKey key : company.activities.keySet()) {
      Scored scored = scored(key);
      verdicts.put(
          key,
          duplicates.contains(key)
              ? new Verdict("duplicate", 0)
              : scored.reason() == null
                  ? new Verdict(null, granted.getOrDefault(key, 0L))
                  : new Verdict(scored.reason().code(), 0));
    }
    return verdicts;
  }

  /** Why an activity does not count, or null, and its thousandths. */
  record Verdict(@Nullable String reason, long points) {}

  private Scored scored(ActivityKey key) {
    return scorer.score(company.activity(key), key.provider());
  }

  /** What another recording of the same workout takes the place of. */
  Set<ActivityKey> duplicates() {
    return new WorkoutOracle(company, zone, minOverlap, key -> scored(key).counted()).duplicates();
  }

  private static boolean covers(Cap cap, Scored scored) {
    return cap.rules().isEmpty() || cap.rules().contains(String.valueOf(scored.rule()));
  }

  private String window(Cap cap, ActivityKey key) {
    LocalDate day = company.activity(key).localDate();
    return cap.scope() == Cap.Scope.DAY
        ? day.toString()
        : day.get(IsoFields.WEEK_BASED_YEAR) + " " + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  private boolean isShown(String id) {
    Athlete athlete = company.roster.get(id);
    return athlete != null && athlete.visibility() == Visibility.SHOWN;
  }

  private @Nullable String department(String id, LocalDate day, boolean takeAlong) {
    Athlete athlete = company.roster.get(id);
    if (athlete == null) {
      return null;
    }
    return (takeAlong ? athlete.currentDepartment() : athlete.departmentOn(day)).orElse(null);
  }

  private static long score(BoardView.Members members, Sum sum) {
    return switch (members.metric()) {
      case POINTS -> sum.points;
      case KM -> sum.metresTimesMillion;
      case MINUTES -> sum.seconds;
      case METRES_CLIMBED -> sum.climbedTimesMillion;
      case ACTIVITIES -> sum.activities;
      case ACTIVE_DAYS -> sum.days();
      case LONGEST_STREAK -> sum.longestStreak();
    };
  }
}
