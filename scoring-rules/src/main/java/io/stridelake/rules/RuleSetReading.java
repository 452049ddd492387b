package io.stridelake.rules;

import java.util.List;

/** What came of reading a rule set's document. */
public sealed interface RuleSetReading {
  /** Everything in it is right. */
  record Accepted(RuleSet ruleSet) implements RuleSetReading {}

  /**
   * Something in it is wrong, and nothing of it is used.
   *
   * @param mistakes all of them, at least one, in the order of their places
   */
  record Refused(List<Mistake> mistakes) implements RuleSetReading {
    public Refused {
      mistakes = List.copyOf(mistakes);
      if (mistakes.isEmpty()) {
        throw new IllegalArgumentException("refused without a mistake (expected at least one)");
      }
    }
  }
}
