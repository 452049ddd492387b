package io.stridelake.rules.condition;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

/** A compiled condition; safe for use by many threads. */
public final class Condition {
  private final Program program;

  Condition(Program program) {
    this.program = program;
  }

  /**
   * Whether the activity meets the condition. A condition that cannot be evaluated for it, such as
   * a division of whole numbers by zero, is not met. Evaluation is bounded: there is nothing to
   * loop over but what the expression spells out, and that at most a fixed number of times.
   */
  public boolean test(ActivityFacts facts) {
    try {
      return Boolean.TRUE.equals(program.eval(facts));
    } catch (CelEvaluationException e) {
      return false;
    }
  }
}
