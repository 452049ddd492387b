package io.stridelake.rules.document;

import io.stridelake.rules.condition.Compilation;
import io.stridelake.rules.condition.Compilation.Fault;
import io.stridelake.rules.condition.Conditions;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads conditions, with the place of each fault in the document rather than the expression. */
final class ConditionTexts {
  private final DocumentText text;
  private final Values values;
  private final Mistakes mistakes;

  ConditionTexts(DocumentText text, Values values, Mistakes mistakes) {
    this.text = text;
    this.values = values;
    this.mistakes = mistakes;
  }

  /** A condition that compiles, or null. */
  @Nullable String read(@Nullable Node node, String key) {
    String expression = values.text(node, key);
    if (!(node instanceof ScalarNode scalar) || expression == null) {
      return null;
    }
    return switch (Conditions.compile(expression)) {
      case Compilation.Compiled compiled -> expression;
      case Compilation.Wrong wrong -> {
        ScalarPlaces places = ScalarPlaces.of(scalar, text);
        for (Fault fault : wrong.faults()) {
          ScalarPlaces.Place place = places.at(fault.line(), fault.column());
          mistakes.add(
              place.line(), place.column(), key + ": " + fault.message(), fault.expected());
        }
        yield null;
      }
    };
  }
}
