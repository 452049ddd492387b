package io.stridelake.rules.document;

import io.stridelake.rules.Mistake;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects mistakes; after the first thousand it only says that there are more. */
final class Mistakes {
  private static final int MOST = 1000;

  private final List<Mistake> found = new ArrayList<>();

  void add(Node node, String message, String expected) {
    node.getStartMark()
        .ifPresentOrElse(mark -> add(mark, message, expected), () -> add(1, 1, message, expected));
  }

  void add(Mark mark, String message, String expected) {
    add(mark.getLine() + 1, mark.getColumn() + 1, message, expected);
  }

  void add(int line, int column, String message, String expected) {
    if (found.size() < MOST) {
      found.add(new Mistake(line, column, message, expected));
    } else if (found.size() == MOST) {
      found.add(new Mistake(line, column, "more mistakes follow", "at most " + MOST + " of them"));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** All, in the order of their places. */
  List<Mistake> inOrder() {
    return found.stream().distinct().sorted().toList();
  }
}
