package io.stridelake.scoring;

import io.stridelake.rules.Cap;
import io.stridelake.scoring.Explanation.Kind;
import io.stridelake.scoring.Explanation.Step;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the caps still allow one athlete in one ISO week. Activities ask in the order of their local
 * start, equals in the order of their keys; what an activity is granted is taken from every cap
 * that covers its rule.
 */
public final class Allowances {
  private final List<Cap> caps;
  private final Map<Allowance, Long> left = new HashMap<>();

  private record Allowance(String cap, LocalDate from) {}

  /** All allowances of a week, untouched. */
  public Allowances(List<Cap> caps) {
    this.caps = List.copyOf(caps);
  }

  /** The Monday of the ISO week that the day is in: what is granted never reaches beyond it. */
  public static LocalDate weekOf(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /**
   * Grants as much as every cap still allows.
   *
   * @param day the activity's local date
   * @param rule the rule that scored it
   * @param earned what it would earn alone, 0 or more
   */
  public Points grant(LocalDate day, String rule, Points earned) {
    long granted = earned.thousandths();
    for (Cap cap : caps) {
      if (cap.coversRule(rule)) {
        granted = Math.min(granted, left(cap, day));
      }
    }
    for (Cap cap : caps) {
      if (cap.coversRule(rule)) {
        left.put(allowance(cap, day), left(cap, day) - granted);
      }
    }
    return new Points(granted);
  }

  /**
   * What each cap that leaves less than is left by those before it would do to an activity, without
   * granting it anything.
   *
   * @param earned what it would earn alone
   */
  public List<Step> steps(LocalDate day, String rule, Points earned) {
    List<Step> steps = new ArrayList<>();
    long granted = earned.thousandths();
    for (Cap cap : caps) {
      if (cap.coversRule(rule) && left(cap, day) < granted) {
        granted = left(cap, day);
        steps.add(
            new Step(
                Kind.CAP, cap.id(), StepWords.cap(cap, new Points(granted)), new Points(granted)));
      }
    }
    return steps;
  }

  private long left(Cap cap, LocalDate day) {
    return left.computeIfAbsent(
        allowance(cap, day), _ -> cap.max().movePointRight(3).longValueExact());
  }

  private static Allowance allowance(Cap cap, LocalDate day) {
    return new Allowance(cap.id(), cap.scope() == Cap.Scope.DAY ? day : weekOf(day));
  }
}
