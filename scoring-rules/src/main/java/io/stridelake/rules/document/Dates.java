package io.stridelake.rules.document;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The days from and to, of which either may be missing. */
record Dates(@Nullable LocalDate from, @Nullable LocalDate to) {
  static Dates read(
      @Nullable Node fromNode, @Nullable Node toNode, Values values, Mistakes mistakes) {
    LocalDate from = values.date(fromNode, "from");
    LocalDate to = values.date(toNode, "to");
    if (toNode != null && from != null && to != null && to.isBefore(from)) {
      mistakes.add(toNode, "'to' is before 'from'", from + " or later");
    }
    return new Dates(from, to);
  }
}
