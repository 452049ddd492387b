package io.stridelake.rules.document;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Where each character of a scalar's value stands in the document.
 *
 * <p>Folding, escapes and indentation make value and source differ, but in white space and escape
 * sequences only. So the characters that are not white space correspond one to one, in order, and a
 * place is found by counting them; what falls on white space is put after the character before it.
 */
final class ScalarPlaces {
  /** Line and column, both from 1. */
  record Place(int line, int column) {}

  private final String value;
  private final Place start;
  private final List<Place> solid;

  private ScalarPlaces(String value, Place start, List<Place> solid) {
    this.value = value;
    this.start = start;
    this.solid = solid;
  }

  static ScalarPlaces of(ScalarNode node, DocumentText text) {
    Mark from = node.getStartMark().orElseThrow();
    Mark to = node.getEndMark().orElseThrow();
    Scan scan = new Scan(text, node.getScalarStyle(), from, to);
    Place start = new Place(from.getLine() + 1, from.getColumn() + 1);
    return new ScalarPlaces(node.getValue(), start, scan.solid());
  }

  /**
   * The place of a character of the value.
   *
   * @param line in the value, from 1
   * @param column in the line, in code points, from 0
   */
  Place at(int line, int column) {
    int[] points = value.codePoints().toArray();
    int offset = offset(points, line, column);
    int before = 0;
    for (int i = 0; i < offset; i++) {
      before += isBlank(points[i]) ? 0 : 1;
    }
    if (offset < points.length && !isBlank(points[offset]) && before < solid.size()) {
      return solid.get(before);
    }
    if (before == 0 || before > solid.size()) {
      return solid.isEmpty() ? start : solid.getFirst();
    }
    Place last = solid.get(before - 1);
    return new Place(last.line(), last.column() + 1);
  }

  private static int offset(int[] points, int line, int column) {
    int offset = 0;
    for (int left = line - 1; left > 0 && offset < points.length; offset++) {
      left -= points[offset] == '\n' ? 1 : 0;
    }
    return Math.min(offset + column, points.length);
  }

  private static boolean isBlank(int point) {
    return point == ' ' || point == '\t' || point == '\n' || point == '\r';
  }

  /** Goes through the source of one scalar. */
  private static final class Scan {
    private final DocumentText text;
    private final ScalarStyle style;
    private final Mark to;
    private final List<Place> solid = new ArrayList<>();

    Scan(DocumentText text, ScalarStyle style, Mark from, Mark to) {
      this.text = text;
      this.style = style;
      this.to = to;
      boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
      boolean quoted = style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED;
      int firstLine = from.getLine() + (block ? 1 : 0);
      for (int line = firstLine; line <= to.getLine(); line++) {
        scan(line, line == from.getLine() ? from.getColumn() + (quoted ? 1 : 0) : 0);
      }
    }

    List<Place> solid() {
      return solid;
    }

    private void scan(int line, int firstColumn) {
      int[] points = text.line(line).codePoints().toArray();
      int end = line == to.getLine() ? Math.min(to.getColumn(), points.length) : points.length;
      int column = firstColumn;
      while (column < end) {
        int length = unit(points, column);
        if (!isBlank(points[column]) && !isBlankEscape(points, column)) {
          solid.add(new Place(line + 1, column + 1));
        }
        column += length;
      }
    }

    /** How many characters of the source make the one at the column. */
    private int unit(int[] points, int column) {
      int next = column + 1 < points.length ? points[column + 1] : 0;
      if (style == ScalarStyle.SINGLE_QUOTED && points[column] == '\'' && next == '\'') {
        return 2;
      }
      if (style != ScalarStyle.DOUBLE_QUOTED || points[column] != '\\') {
        return 1;
      }
      return switch (next) {
        case 'x' -> 4;
        case 'u' -> 6;
        case 'U' -> 10;
        default -> 2;
      };
    }

    private boolean isBlankEscape(int[] points, int column) {
      if (style != ScalarStyle.DOUBLE_QUOTED || points[column] != '\\') {
        return false;
      }
      return column + 1 >= points.length || "ntr \t".indexOf(points[column + 1]) >= 0;
    }
  }
}
