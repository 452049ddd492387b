package io.stridelake.rules.document;

import io.stridelake.rules.Cap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The caps. */
final class CapSection {
  private static final int MOST_CAPS = 50;
  private static final long MOST_POINTS = 1_000_000_000;
  private static final int POINTS_DECIMALS = 3;
  private static final List<String> KEYS = List.of("id", "scope", "max", "rules");
  private static final Map<String, Cap.Scope> SCOPES =
      Vocabulary.of(Cap.Scope.values(), Cap.Scope::word);

  private final Values values;
  private final Mistakes mistakes;
  private final RuleNames ruleNames;

  CapSection(Values values, Mistakes mistakes, RuleNames ruleNames) {
    this.values = values;
    this.mistakes = mistakes;
    this.ruleNames = ruleNames;
  }

  List<Cap> read(@Nullable Node node) {
    UniqueIds ids = new UniqueIds("cap", mistakes);
    List<Cap> caps = new ArrayList<>();
    for (Node element : values.list(node, "caps", MOST_CAPS)) {
      Cap cap = cap(element, ids);
      if (cap != null) {
        caps.add(cap);
      }
    }
    return caps;
  }

  private @Nullable Cap cap(Node node, UniqueIds ids) {
    Fields fields = Fields.of(node, "a cap", KEYS, mistakes);
    if (fields == null) {
      return null;
    }
    Node idNode = fields.required("id");
    String id = values.id(idNode, "id", Values.ID);
    ids.take(idNode, id);
    Cap.Scope scope = values.word(fields.required("scope"), "scope", SCOPES);
    BigDecimal max = values.number(fields.required("max"), "max", MOST_POINTS, POINTS_DECIMALS);
    Set<String> rules = ruleNames.read(fields.optional("rules"));
    return id == null || scope == null || max == null ? null : new Cap(id, scope, max, rules);
  }
}
