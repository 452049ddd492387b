package io.stridelake.rules.document;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Notices ids that stand in a section again. */
final class UniqueIds {
  private final SortedSet<String> seen = new TreeSet<>();
  private final String what;
  private final Mistakes mistakes;

  UniqueIds(String what, Mistakes mistakes) {
    this.what = what;
    this.mistakes = mistakes;
  }

  SortedSet<String> all() {
    return Collections.unmodifiableSortedSet(seen);
  }

  void take(@Nullable Node node, @Nullable String id) {
    if (node != null && id != null && !seen.add(id)) {
      mistakes.add(node, "there is another " + what + " '" + id + "'", "an id of its own");
    }
  }
}
