package io.stridelake.scoring;

import io.stridelake.activity.Activity;
import io.stridelake.rules.Multiplier;
import io.stridelake.rules.Rule;
import io.stridelake.rules.condition.ActivityFacts;
import io.stridelake.rules.condition.Compilation;
import io.stridelake.rules.condition.Condition;
import io.stridelake.rules.condition.Conditions;
import io.stridelake.scoring.Explanation.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule with everything that can be prepared for it. */
final class CompiledRule {
  private final Rule rule;
  private final @Nullable Condition when;
  private final @Nullable SpeedLimit limit;
  private final List<Multiplier> multipliers;
  private final FastReckoning reckoning;

  private CompiledRule(Rule rule, List<Multiplier> multipliers) {
    this.rule = rule;
    this.multipliers = multipliers;
    when = rule.when() == null ? null : compile(rule.when());
    limit = rule.maxAverageSpeedKmh() == null ? null : new SpeedLimit(rule.maxAverageSpeedKmh());
    reckoning = new FastReckoning(rule.rate(), multipliers);
  }

  static CompiledRule of(Rule rule, List<Multiplier> multipliers) {
    return new CompiledRule(
        rule, multipliers.stream().filter(multiplier -> multiplier.coversRule(rule.id())).toList());
  }

  static Condition compile(String expression) {
    return switch (Conditions.compile(expression)) {
      case Compilation.Compiled(Condition condition) -> condition;
      case Compilation.Wrong(List<Compilation.Fault> faults) ->
          throw new IllegalArgumentException(
              "condition \"" + expression + "\": " + faults + " (expected a valid one)");
    };
  }

  Rule rule() {
    return rule;
  }

  boolean matches(ActivityFacts facts) {
    return when == null || when.test(facts);
  }

  boolean isTooFast(Activity activity) {
    return limit != null && limit.isExceededBy(activity.distance(), activity.scoredTime());
  }

  Points points(Activity activity) {
    long fast = reckoning.thousandths(activity);
    return fast == FastReckoning.TOO_LARGE
        ? ExactReckoning.of(rule, multipliers, activity).points()
        : new Points(fast);
  }

  List<Step> steps(Activity activity) {
    return ExactReckoning.of(rule, multipliers, activity).steps();
  }
}
