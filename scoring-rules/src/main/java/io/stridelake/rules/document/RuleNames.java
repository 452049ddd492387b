package io.stridelake.rules.document;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Lists of rules, named by their ids. */
final class RuleNames {
  private static final int MOST_NAMES = 500;

  private final Values values;
  private final Mistakes mistakes;
  private final SortedSet<String> ruleIds;

  RuleNames(Values values, Mistakes mistakes, SortedSet<String> ruleIds) {
    this.values = values;
    this.mistakes = mistakes;
    this.ruleIds = ruleIds;
  }

  /** The ids; a rule that does not exist is a mistake. */
  Set<String> read(@Nullable Node node) {
    Set<String> rules = new LinkedHashSet<>();
    for (Node element : values.distinct(values.list(node, "rules", MOST_NAMES), "rules")) {
      String rule = values.text(element, "rules");
      if (rule == null) {
        continue;
      }
      if (!ruleIds.contains(rule)) {
        mistakes.add(
            element,
            "there is no rule '" + Words.quote(rule) + "'" + Words.didYouMean(rule, ruleIds),
            "the id of a rule");
      }
      rules.add(rule);
    }
    return rules;
  }
}
