package io.stridelake.rules.condition;

import io.stridelake.rules.condition.Compilation.Fault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says the compiler's complaints in the words of rule sets. */
final class FaultWords {
  private static final String CEL = "a CEL expression";
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:\\s*\\.\\s*[A-Za-z_][A-Za-z0-9_]*)*");
  private static final Pattern NOT_BOOL =
      Pattern.compile("expected type 'bool' but found '(.*)'", Pattern.DOTALL);
  private static final Pattern SYNTAX = Pattern.compile("(?s)(.*?) expecting (.*)");

  private FaultWords() {}

  static Fault of(String expression, int line, int column, String message) {
    if (message.startsWith("undeclared reference to ")) {
      return unknownName(expression, line, column, message);
    }
    Matcher notBool = NOT_BOOL.matcher(message);
    if (notBool.matches()) {
      // The compiler names the outermost operation; it is the whole that is wrong.
      return new Fault(1, 0, "condition gives a " + notBool.group(1), "something true or false");
    }
    Matcher syntax = SYNTAX.matcher(message);
    if (syntax.matches() && syntax.group(2).length() > 40) {
      return new Fault(line, column, syntax.group(1), CEL);
    }
    return new Fault(line, column, message, CEL);
  }

  private static Fault unknownName(String expression, int line, int column, String message) {
    Matcher name = NAME.matcher(expression);
    int start = offset(expression, line, column);
    if (!name.find(start) || name.start() != start || isCall(expression, name.end())) {
      // The compiler points behind the name of a function, at its parenthesis.
      int back = start - nameStart(expression, start);
      String said = message.replace(" (in container '')", "");
      return new Fault(line, Math.max(0, column - back), said, CEL);
    }
    String known = String.join(", ", ActivityFacts.types().keySet());
    return new Fault(line, column, "unknown name '" + name.group() + "'", "one of " + known);
  }

  private static int nameStart(String expression, int end) {
    int start = end;
    while (start > 0 && Character.isJavaIdentifierPart(expression.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isCall(String expression, int end) {
    return expression.substring(end).stripLeading().startsWith("(");
  }

  private static int offset(String expression, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = expression.indexOf('\n', start) + 1;
    }
    int left = expression.codePointCount(start, expression.length());
    return expression.offsetByCodePoints(start, Math.min(column, left));
  }
}
