package io.stridelake.ranking.checksum;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.rules.Cap;
import io.stridelake.rules.RuleSet;
import io.stridelake.scoring.NotCounted;
import io.stridelake.scoring.Recording;
import io.stridelake.scoring.Scored;
import io.stridelake.scoring.Scorer;
import io.stridelake.scoring.TwinFinder;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Derives the same as the ranking app in the plainest way: takes all activities of an athlete at
 * once, finds duplicates by comparing them with each other, grants caps by walking through them in
 * order, adds up the days. It shares the rules' arithmetic and the definition of twins with the
 * app, and nothing else: no store, no changes, no order of records.
 */
public final class BatchDerivation {
  private final Scorer scorer;
  private final TwinFinder twins;
  private final List<Cap> caps;

  /** Derives by a rule set. */
  public BatchDerivation(RuleSet rules) {
    this.scorer = new Scorer(rules);
    this.twins = new TwinFinder(rules);
    this.caps = rules.caps();
  }

  /**
   * What all activities come to.
   *
   * @param byAthlete whether to keep a sum of each athlete
   */
  public RowSums sums(Map<ActivityKey, Activity> activities, boolean byAthlete) {
    Map<String, Map<ActivityKey, Activity>> athletes = new TreeMap<>();
    activities.forEach(
        (key, activity) ->
            athletes
                .computeIfAbsent(key.athlete().value(), athlete -> new HashMap<>())
                .put(key, activity));
    RowSums sums = new RowSums(byAthlete);
    athletes.forEach((athlete, own) -> add(athlete, contributions(own), sums));
    return sums;
  }

  private static void add(
      String athlete, Map<ActivityKey, Contribution> contributions, RowSums sums) {
    Map<LocalDate, DayRow> days = new HashMap<>();
    contributions.forEach(
        (key, contribution) -> {
          sums.addActivity(key, contribution);
          if (contribution.counted()) {
            days.merge(
                contribution.day(),
                DayRow.EMPTY.plus(contribution),
                (day, one) -> day.plus(contribution));
          }
        });
    days.forEach((date, day) -> sums.addDay(athlete, date, day.parts()));
  }

  /** What each of one athlete's activities adds. */
  public Map<ActivityKey, Contribution> contributions(Map<ActivityKey, Activity> ofAthlete) {
    Map<ActivityKey, Contribution> contributions = new HashMap<>();
    List<Recording> recordings = new ArrayList<>();
    ofAthlete.forEach(
        (key, activity) -> {
          Scored scored = scorer.score(activity, key.provider());
          recordings.add(new Recording(key, activity, scored.counted()));
          contributions.put(
              key,
              Contribution.of(
                  activity,
                  scored.groups(),
                  scored.points().thousandths(),
                  scored.rule(),
                  scored.reason() == null ? null : scored.reason().code()));
        });
    for (ActivityKey duplicate : duplicates(recordings)) {
      contributions.computeIfPresent(
          duplicate, (key, alone) -> alone.without(NotCounted.DUPLICATE.code()));
    }
    grant(recordings, contributions);
    return contributions;
  }

  private Set<ActivityKey> duplicates(List<Recording> recordings) {
    Set<ActivityKey> duplicates = new HashSet<>();
    Map<String, List<Recording>> activities = new LinkedHashMap<>();
    for (Recording recording : recordings) {
      String id = recording.key().provider() + '\0' + recording.key().externalId();
      activities.computeIfAbsent(id, ignored -> new ArrayList<>(1)).add(recording);
    }
    List<Recording> best = new ArrayList<>();
    for (List<Recording> forms : activities.values()) {
      forms.sort(TwinFinder.BEST_FORM_FIRST);
      best.add(forms.getFirst());
      forms.stream().skip(1).map(Recording::key).forEach(duplicates::add);
    }
    if (best.stream().map(recording -> recording.key().provider()).distinct().count() < 2) {
      return duplicates;
    }
    for (List<Recording> workout : workouts(best)) {
      workout.sort(TwinFinder.BEST_FIRST);
      workout.stream().skip(1).map(Recording::key).forEach(duplicates::add);
    }
    return duplicates;
  }

  /** Twins, twins of twins and so on, together. */
  private List<List<Recording>> workouts(List<Recording> recordings) {
    recordings.sort(Comparator.comparing(recording -> recording.activity().localDate()));
    List<List<Recording>> workouts = new ArrayList<>();
    for (Recording recording : recordings) {
      List<Recording> joined = new ArrayList<>(List.of(recording));
      for (List<Recording> workout : List.copyOf(recent(workouts, recording))) {
        if (workout.stream().anyMatch(other -> twins.areTwins(recording, other))) {
          joined.addAll(workout);
          workouts.remove(workout);
        }
      }
      workouts.add(joined);
    }
    return workouts;
  }

  /** The workouts that may have a twin of it; the list grows by date. */
  private static List<List<Recording>> recent(List<List<Recording>> workouts, Recording recording) {
    return workouts.stream().filter(workout -> isNear(workout, recording)).toList();
  }

  private static boolean isNear(List<Recording> workout, Recording recording) {
    return workout.stream()
        .anyMatch(
            other ->
                ChronoUnit.DAYS.between(
                        other.activity().localDate(), recording.activity().localDate())
                    <= TwinFinder.DAYS_APART);
  }

  private void grant(List<Recording> recordings, Map<ActivityKey, Contribution> contributions) {
    List<Recording> inOrder = new ArrayList<>(recordings);
    inOrder.sort(
        Comparator.comparing((Recording recording) -> recording.activity().localStart())
            .thenComparing(Recording::key));
    Map<List<Object>, Long> granted = new HashMap<>();
    for (Recording recording : inOrder) {
      contributions.computeIfPresent(
          recording.key(), (key, contribution) -> granted(contribution, granted));
    }
  }

  /** What the caps leave of it; takes note of that for what comes later. */
  private Contribution granted(Contribution contribution, Map<List<Object>, Long> granted) {
    String rule = contribution.rule();
    if (!contribution.counted() || rule == null) {
      return contribution;
    }
    List<Cap> own = caps.stream().filter(cap -> cap.coversRule(rule)).toList();
    long points = contribution.sums().points();
    for (Cap cap : own) {
      long spent = granted.getOrDefault(window(cap, contribution.day()), 0L);
      points = Math.min(points, cap.max().movePointRight(3).longValueExact() - spent);
    }
    long left = points;
    own.forEach(cap -> granted.merge(window(cap, contribution.day()), left, Long::sum));
    return own.isEmpty() ? contribution : contribution.granted(left);
  }

  private static List<Object> window(Cap cap, LocalDate day) {
    return List.of(
        cap.id(),
        cap.scope() == Cap.Scope.DAY
            ? day
            : day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }
}
