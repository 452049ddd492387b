package io.stridelake.rules.condition;

import java.util.List;

/** What came of compiling a condition. */
public sealed interface Compilation {
  /** It is right. */
  record Compiled(Condition condition) implements Compilation {}

  /** It is wrong at these places. */
  record Wrong(List<Fault> faults) implements Compilation {
    public Wrong {
      faults = List.copyOf(faults);
    }
  }

  /**
   * One thing wrong in an expression.
   *
   * @param line of the expression, from 1
   * @param column in code points, from 0
   * @param message what is wrong
   * @param expected what would be right
   */
  record Fault(int line, int column, String message, String expected) {}
}
