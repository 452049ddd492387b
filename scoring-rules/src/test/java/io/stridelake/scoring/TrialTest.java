package io.stridelake.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.stridelake.activity.Activity;
import io.stridelake.activity.Activity.Flags;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSetReading;
import io.stridelake.rules.RuleSets;
import io.stridelake.scoring.Explanation.Step;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final RuleSet RULES =
      rules(
          """
          version: trial
          rules:
            - { id: walk, sports: [Walk], points: { per: km, value: 1, max: 30 } }
            - { id: ride, sports: [Ride], points: { per: km, value: 0.5 } }
          multipliers:
            - { id: double, factor: 2 }
          caps:
            - { id: weekly, scope: week, max: 50 }
            - { id: daily, scope: day, max: 45.5 }
            - { id: roomy, scope: day, max: 100 }
            - { id: wheels, scope: day, max: 1, rules: [ride] }
          boards:
            - { id: athletes, of: athletes, metric: points }
          """);

  @Test
  void shouldShowEachCapThatTakesSomething() {
    Explanation explanation = explain(Activities.of("Walk", "40000", 36000).build());

    assertThat(explanation.steps())
        .extracting(Step::kind, Step::id, Step::text, step -> step.points().toString())
        .containsExactly(
            step(Explanation.Kind.RULE, "walk", "40 km × 1", "40"),
            step(Explanation.Kind.MAX, "walk", "at most 30", "30"),
            step(Explanation.Kind.MULTIPLIER, "double", "× 2", "60"),
            step(Explanation.Kind.CAP, "weekly", "at most 50 in a week", "50"),
            step(Explanation.Kind.CAP, "daily", "at most 45.5 in a day", "45.5"));
    assertThat(explanation.scored().points()).hasToString("45.5");
    assertThat(explanation.scored().counted()).isTrue();
  }

  @Test
  void shouldGrantWhatAnUntouchedWeekAllows() {
    for (String sport : new String[] {"Walk", "Ride"}) {
      for (int km = 0; km < 60; km += 7) {
        Activity activity = Activities.of(sport, km + "123", 3600).build();
        Scored scored = new Scorer(RULES).score(activity, "strava");
        Points granted =
            new Allowances(RULES.caps())
                .grant(activity.localDate(), String.valueOf(scored.rule()), scored.points());

        assertThat(explain(activity).scored().points()).isEqualTo(granted);
      }
    }
  }

  @Test
  void shouldLeaveAloneWhatDoesNotCount() {
    Flags hidden = new Flags(false, false, false, true, false);
    Activity activity = Activities.of("Walk", "40000", 36000).flagged(hidden).build();

    assertThat(explain(activity)).isEqualTo(new Scorer(RULES).explain(activity, "strava"));
    assertThat(explain(activity).scored().reason()).isEqualTo(NotCounted.PRIVATE);
  }

  private static Explanation explain(Activity activity) {
    return Trial.of(RULES, activity, "strava");
  }

  private static Tuple step(Explanation.Kind kind, String id, String text, String points) {
    return tuple(kind, id, text, points);
  }

  private static RuleSet rules(String yaml) {
    return switch (RuleSets.read(yaml.getBytes(UTF_8))) {
      case RuleSetReading.Accepted(RuleSet ruleSet) -> ruleSet;
      case RuleSetReading.Refused refused ->
          throw new AssertionError(refused.mistakes().toString());
    };
  }
}
