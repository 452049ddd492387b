package io.stridelake.ranking.activity;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.rules.Cap;
import io.stridelake.rules.RuleSet;
import io.stridelake.scoring.Allowances;
import io.stridelake.scoring.Explanation;
import io.stridelake.scoring.Explanation.Step;
import io.stridelake.scoring.NotCounted;
import io.stridelake.scoring.Points;
import io.stridelake.scoring.Recording;
import io.stridelake.scoring.Scorer;
import io.stridelake.scoring.TwinFinder;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Explains what an activity earned by reckoning once more, from all that is kept of its athlete,
 * and checks the outcome against what was kept.
 */
public final class Explainer {
  private final Scorer scorer;
  private final TwinFinder twins;
  private final List<Cap> caps;

  /** Explains by the rule set that scored. */
  public Explainer(RuleSet ruleSet) {
    this.scorer = new Scorer(ruleSet);
    this.twins = new TwinFinder(ruleSet);
    this.caps = ruleSet.caps();
  }

  /**
   * Explains one activity, in its best form.
   *
   * @param ofAthlete all that is kept of the athlete
   * @return empty if it is not among them
   * @throws IllegalStateException if what was kept cannot be explained
   */
  public Optional<ActivityExplanation> explain(
      List<KeptActivity> ofAthlete, String provider, String externalId) {
    List<KeptActivity> forms =
        ofAthlete.stream()
            .filter(kept -> kept.key().provider().equals(provider))
            .filter(kept -> kept.key().externalId().equals(externalId))
            .toList();
    Optional<Recording> best = recordings(forms).min(TwinFinder.BEST_FORM_FIRST);
    return best.isPresent()
        ? Optional.of(explain(ofAthlete, best.get()))
        : forms.stream().findFirst().map(Explainer::gone);
  }

  private static ActivityExplanation gone(KeptActivity kept) {
    return new ActivityExplanation(
        kept.key(),
        kept.row(),
        false,
        NotCounted.DELETED.code(),
        Points.ZERO,
        null,
        List.of(),
        null);
  }

  private ActivityExplanation explain(List<KeptActivity> ofAthlete, Recording own) {
    ActivityRow.Known row =
        ofAthlete.stream()
            .filter(kept -> kept.key().equals(own.key()))
            .map(kept -> (ActivityRow.Known) kept.row())
            .findFirst()
            .orElseThrow();
    Contribution kept = row.contribution();
    Explanation alone = scorer.explain(row.activity(), own.key().provider());
    Points granted = new Points(kept.sums().points());
    boolean duplicate = NotCounted.DUPLICATE.code().equals(kept.notCounted());
    List<Step> steps = new ArrayList<>(duplicate ? List.of() : alone.steps());
    if (kept.counted()) {
      steps.addAll(capSteps(ofAthlete, own.key(), row.activity(), alone));
      check(own.key(), steps, granted);
    }
    boolean nothingLeft =
        granted.equals(Points.ZERO) && !alone.scored().points().equals(Points.ZERO);
    return new ActivityExplanation(
        own.key(),
        row,
        kept.counted(),
        kept.counted() && nothingLeft ? NotCounted.CAP.code() : kept.notCounted(),
        granted,
        kept.rule(),
        steps,
        duplicate ? countsInstead(ofAthlete, own) : null);
  }

  private List<Step> capSteps(
      List<KeptActivity> ofAthlete, ActivityKey own, Activity activity, Explanation alone) {
    Allowances allowances = new Allowances(caps);
    LocalDate week = Allowances.weekOf(activity.localDate());
    List<KeptActivity> inOrder =
        ofAthlete.stream()
            .filter(kept -> kept.row() instanceof ActivityRow.Known)
            .sorted(Comparator.comparing(Explainer::orderOfGranting))
            .toList();
    for (KeptActivity kept : inOrder) {
      ActivityRow.Known row = (ActivityRow.Known) kept.row();
      String rule = Objects.requireNonNullElse(row.contribution().rule(), "");
      LocalDate day = row.contribution().day();
      if (kept.key().equals(own)) {
        return allowances.steps(day, rule, alone.scored().points());
      }
      if (row.contribution().counted() && Allowances.weekOf(day).equals(week)) {
        allowances.grant(day, rule, scorer.score(row.activity(), kept.key().provider()).points());
      }
    }
    throw new IllegalStateException(own + " is not among its athlete's activities");
  }

  private static Bytes orderOfGranting(KeptActivity kept) {
    return RowKeys.capped(kept.key(), ((ActivityRow.Known) kept.row()).activity().localStart());
  }

  private static void check(ActivityKey key, List<Step> steps, Points granted) {
    Points explained = steps.isEmpty() ? Points.ZERO : steps.getLast().points();
    if (!explained.equals(granted)) {
      throw new IllegalStateException(
          "%s was granted %s, but its steps come to %s".formatted(key, granted, explained));
    }
  }

  private @Nullable ActivityKey countsInstead(List<KeptActivity> ofAthlete, Recording own) {
    List<Recording> all = recordings(ofAthlete).toList();
    List<Recording> bestForms =
        all.stream()
            .filter(
                one ->
                    all.stream()
                        .filter(other -> TwinFinder.areForms(one, other))
                        .min(TwinFinder.BEST_FORM_FIRST)
                        .filter(one::equals)
                        .isPresent())
            .toList();
    Set<Recording> workout = new HashSet<>();
    Deque<Recording> waiting = new ArrayDeque<>(List.of(own));
    while (!waiting.isEmpty()) {
      Recording next = waiting.remove();
      if (workout.add(next)) {
        bestForms.stream().filter(other -> twins.areTwins(next, other)).forEach(waiting::add);
      }
    }
    return workout.stream().min(TwinFinder.BEST_FIRST).map(Recording::key).orElse(null);
  }

  private Stream<Recording> recordings(List<KeptActivity> kept) {
    return kept.stream()
        .filter(each -> each.row() instanceof ActivityRow.Known)
        .map(
            each -> {
              Activity activity = ((ActivityRow.Known) each.row()).activity();
              return new Recording(
                  each.key(), activity, scorer.score(activity, each.key().provider()).counted());
            });
  }
}
