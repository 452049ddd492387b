package io.stridelake.rules.condition;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.stridelake.rules.condition.Compilation.Compiled;
import io.stridelake.rules.condition.Compilation.Fault;
import io.stridelake.rules.condition.Compilation.Wrong;
import java.util.List;

/**
 * Compiles conditions: CEL with its standard functions, type-checked, over the names of {@link
 * ActivityFacts} and nothing else. Regular expressions are RE2 and therefore linear.
 */
public final class Conditions {
  /** The longest expression, in characters. */
  public static final int MAX_LENGTH = 2000;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_ITERATIONS = 1000;
  private static final int MAX_REGEX_SIZE = 1000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(MAX_DEPTH)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxRegexProgramSize(MAX_REGEX_SIZE)
          .enableHeterogeneousNumericComparisons(true)
          .build();
  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  private Conditions() {}

  /** Compiles an expression; whatever the text is, nothing is thrown. */
  public static Compilation compile(String expression) {
    if (expression.codePointCount(0, expression.length()) > MAX_LENGTH) {
      return new Wrong(
          List.of(new Fault(1, 0, "condition is too long", "at most 2000 characters")));
    }
    CelValidationResult result = COMPILER.compile(expression);
    if (result.hasError()) {
      return new Wrong(
          result.getErrors().stream().map(issue -> fault(expression, issue)).distinct().toList());
    }
    try {
      return new Compiled(new Condition(RUNTIME.createProgram(result.getAst())));
    } catch (CelEvaluationException | dev.cel.common.CelValidationException e) {
      return new Wrong(
          List.of(
              new Fault(
                  1, 0, "condition cannot be evaluated: " + e.getMessage(), "a CEL expression")));
    }
  }

  private static Fault fault(String expression, CelIssue issue) {
    int line = Math.max(1, issue.getSourceLocation().getLine());
    int column = Math.max(0, issue.getSourceLocation().getColumn());
    return FaultWords.of(expression, line, column, issue.getMessage());
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    ActivityFacts.types().forEach(builder::addVar);
    return builder.build();
  }
}
