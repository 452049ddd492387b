package io.stridelake.scoring;

import io.stridelake.activity.Activity;
import io.stridelake.rules.Board;
import io.stridelake.rules.Counts;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.condition.ActivityFacts;
import io.stridelake.rules.condition.Condition;
import io.stridelake.scoring.Explanation.Kind;
import io.stridelake.scoring.Explanation.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Scores activities by one rule set. Built once, used by many threads; this is the hot path of
 * every replay, so that everything is compiled beforehand and rules are found by sport.
 *
 * <p>First it is decided whether the activity is left out (private, flagged, manual, in this
 * order), then the first rule that covers its sport and whose condition it meets is taken, then
 * that rule's limit is checked, then points are reckoned: amount × value, min and max, all
 * multipliers, and half up once to a thousandth. A condition that cannot be evaluated for an
 * activity is not met.
 */
public final class Scorer {
  private final Counts counts;
  private final Map<String, CompiledRule[]> rulesBySport;
  private final CompiledRule[] otherRules;
  private final Condition[] groups;

  /**
   * Compiles the rule set.
   *
   * @throws IllegalArgumentException if a condition in it is wrong, which cannot be in one that was
   *     read by {@link io.stridelake.rules.RuleSets}
   */
  public Scorer(RuleSet ruleSet) {
    counts = ruleSet.counts();
    List<CompiledRule> rules =
        ruleSet.rules().stream().map(rule -> CompiledRule.of(rule, ruleSet.multipliers())).toList();
    rulesBySport = bySport(rules);
    otherRules =
        rules.stream().filter(rule -> rule.rule().sports().isEmpty()).toArray(CompiledRule[]::new);
    groups = groups(ruleSet);
  }

  /** What the activity is worth, alone: before caps and before duplicates are found. */
  public Scored score(Activity activity, String provider) {
    NotCounted leftOut = leftOut(activity.flags());
    if (leftOut != null) {
      return Scored.not(leftOut, null);
    }
    ActivityFacts facts = new ActivityFacts(activity, provider);
    CompiledRule rule = firstMatch(activity, facts);
    if (rule == null) {
      return Scored.not(NotCounted.NO_RULE, null);
    }
    if (rule.isTooFast(activity)) {
      return Scored.not(NotCounted.IMPLAUSIBLE, rule.rule().id());
    }
    return Scored.counted(rule.rule().id(), rule.points(activity), groupsOf(facts));
  }

  /** The same as {@link #score} with every step on the way. */
  public Explanation explain(Activity activity, String provider) {
    Scored scored = score(activity, provider);
    if (scored.rule() == null) {
      return new Explanation(scored, List.of());
    }
    CompiledRule rule = firstMatch(activity, new ActivityFacts(activity, provider));
    if (rule == null) {
      throw new IllegalStateException("rule " + scored.rule() + " matched and then did not");
    }
    return new Explanation(scored, scored.counted() ? rule.steps(activity) : tooFast(rule));
  }

  private static List<Step> tooFast(CompiledRule rule) {
    String limit = String.valueOf(rule.rule().maxAverageSpeedKmh());
    return List.of(
        new Step(Kind.RULE, rule.rule().id(), "faster than " + limit + " km/h", Points.ZERO));
  }

  private @Nullable NotCounted leftOut(Activity.Flags flags) {
    if (flags.privately() && !counts.privately()) {
      return NotCounted.PRIVATE;
    }
    if (flags.flagged() && !counts.flagged()) {
      return NotCounted.FLAGGED;
    }
    return flags.manual() && !counts.manual() ? NotCounted.MANUAL : null;
  }

  private @Nullable CompiledRule firstMatch(Activity activity, ActivityFacts facts) {
    for (CompiledRule rule : rulesBySport.getOrDefault(activity.sport().name(), otherRules)) {
      if (rule.matches(facts)) {
        return rule;
      }
    }
    return null;
  }

  private long groupsOf(ActivityFacts facts) {
    long bits = 1;
    for (int i = 0; i < groups.length; i++) {
      if (groups[i].test(facts)) {
        bits |= 1L << (i + 1);
      }
    }
    return bits;
  }

  private static Map<String, CompiledRule[]> bySport(List<CompiledRule> rules) {
    Set<String> sports = new TreeSet<>();
    rules.forEach(rule -> sports.addAll(rule.rule().sports()));
    Map<String, CompiledRule[]> index = new HashMap<>();
    for (String sport : sports) {
      index.put(
          sport,
          rules.stream()
              .filter(rule -> rule.rule().coversSport(sport))
              .toArray(CompiledRule[]::new));
    }
    return index;
  }

  private static Condition[] groups(RuleSet ruleSet) {
    List<String> conditions = new ArrayList<>();
    for (Board board : ruleSet.boards()) {
      if (board.where() != null && board.group() == conditions.size() + 1) {
        conditions.add(board.where());
      }
    }
    return conditions.stream().map(CompiledRule::compile).toArray(Condition[]::new);
  }
}
