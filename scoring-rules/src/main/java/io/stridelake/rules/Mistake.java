package io.stridelake.rules;

/**
 * Something wrong in a rule set's document.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong
 * @param expected what would be right
 */
public record Mistake(int line, int column, String message, String expected)
    implements Comparable<Mistake> {
  public Mistake {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "mistake at " + line + ":" + column + " (expected both from 1)");
    }
  }

  /** One line for people and editors: {@code FILE:line:column: message (expected …)}. */
  public String render(String file) {
    return "%s:%d:%d: %s (expected %s)".formatted(file, line, column, message, expected);
  }

  /** Orders by place. */
  @Override
  public int compareTo(Mistake other) {
    int order = Integer.compare(line, other.line);
    return order == 0 ? Integer.compare(column, other.column) : order;
  }
}
