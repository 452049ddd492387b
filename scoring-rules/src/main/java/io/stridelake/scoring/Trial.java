package io.stridelake.scoring;

import io.stridelake.activity.Activity;
import io.stridelake.rules.Cap;
import io.stridelake.rules.RuleSet;
import io.stridelake.scoring.Explanation.Kind;
import io.stridelake.scoring.Explanation.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a rule set would make of an activity that is the only one of its week. */
public final class Trial {
  private Trial() {}

  /**
   * The points that it would be granted, with every step of {@link Scorer#explain} and the caps.
   */
  public static Explanation of(RuleSet ruleSet, Activity activity, String provider) {
    Explanation earned = new Scorer(ruleSet).explain(activity, provider);
    Scored scored = earned.scored();
    if (!scored.counted() || scored.rule() == null) {
      return earned;
    }
    List<Step> steps = new ArrayList<>(earned.steps());
    Points granted = scored.points();
    for (Cap cap : ruleSet.caps()) {
      if (cap.coversRule(scored.rule()) && cap.max().compareTo(granted.value()) < 0) {
        granted = points(cap.max());
        steps.add(new Step(Kind.CAP, cap.id(), words(cap), granted));
      }
    }
    return new Explanation(Scored.counted(scored.rule(), granted, scored.groups()), steps);
  }

  private static Points points(BigDecimal points) {
    return new Points(points.movePointRight(3).longValueExact());
  }

  private static String words(Cap cap) {
    return "at most " + StepWords.plain(cap.max()) + " in a " + cap.scope().word();
  }
}
