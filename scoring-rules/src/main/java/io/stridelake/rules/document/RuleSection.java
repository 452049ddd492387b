package io.stridelake.rules.document;

import io.stridelake.rules.Per;
import io.stridelake.rules.Rate;
import io.stridelake.rules.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The rules. */
final class RuleSection {
  private static final int MOST_RULES = 500;
  private static final int MOST_SPORTS = 500;
  private static final long MOST_POINTS = 1_000_000;
  private static final int POINT_DECIMALS = 6;
  private static final long MOST_KMH = 10_000;
  private static final int KMH_DECIMALS = 3;
  private static final List<String> KEYS = List.of("id", "sports", "when", "points", "limits");
  private static final Map<String, Per> PER = Vocabulary.of(Per.values(), Per::id);

  private final Values values;
  private final ConditionTexts conditions;
  private final Mistakes mistakes;
  private final UniqueIds ids;

  RuleSection(Values values, ConditionTexts conditions, Mistakes mistakes) {
    this.values = values;
    this.conditions = conditions;
    this.mistakes = mistakes;
    this.ids = new UniqueIds("rule", mistakes);
  }

  /** The ids of all rules read, also of those that are wrong otherwise. */
  SortedSet<String> ids() {
    return ids.all();
  }

  List<Rule> read(@Nullable Node node) {
    List<Rule> rules = new ArrayList<>();
    for (Node element : values.list(node, "rules", MOST_RULES)) {
      Rule rule = rule(element);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private @Nullable Rule rule(Node node) {
    Fields fields = Fields.of(node, "a rule", KEYS, mistakes);
    if (fields == null) {
      return null;
    }
    Node idNode = fields.required("id");
    String id = values.id(idNode, "id", Values.ID);
    ids.take(idNode, id);
    Set<String> sports = sports(fields.required("sports"));
    String when = conditions.read(fields.optional("when"), "when");
    Rate rate = rate(fields.required("points"));
    BigDecimal limit = limit(fields.optional("limits"));
    return id == null || rate == null ? null : new Rule(id, sports, when, rate, limit);
  }

  private Set<String> sports(@Nullable Node node) {
    Set<String> sports = new LinkedHashSet<>();
    List<Node> nodes = values.distinct(values.list(node, "sports", MOST_SPORTS), "sports");
    for (Node element : nodes) {
      String sport = values.text(element, "sports");
      if (sport == null) {
        continue;
      }
      if (sport.equals("*") && nodes.size() == 1) {
        return Set.of();
      }
      String wrong = SportWords.mistake(sport);
      if (wrong != null) {
        mistakes.add(element, wrong, "a sport like Walk, or \"*\" alone for any");
      }
      sports.add(sport);
    }
    return sports;
  }

  private @Nullable Rate rate(@Nullable Node node) {
    Fields fields =
        node == null
            ? null
            : Fields.of(node, "points", List.of("per", "value", "min", "max"), mistakes);
    if (fields == null) {
      return null;
    }
    Per per = values.word(fields.required("per"), "per", PER);
    BigDecimal value = points(fields.required("value"), "value");
    BigDecimal min = points(fields.optional("min"), "min");
    BigDecimal max = points(fields.optional("max"), "max");
    Node maxNode = fields.optional("max");
    if (maxNode != null && min != null && max != null && max.compareTo(min) < 0) {
      mistakes.add(maxNode, "'max' is less than 'min'", "at least " + min.toPlainString());
    }
    return per == null || value == null ? null : new Rate(per, value, min, max);
  }

  private @Nullable BigDecimal points(@Nullable Node node, String key) {
    return values.number(node, key, MOST_POINTS, POINT_DECIMALS);
  }

  private @Nullable BigDecimal limit(@Nullable Node node) {
    Fields fields =
        node == null ? null : Fields.of(node, "limits", List.of("max_average_speed_kmh"), mistakes);
    Node limit = fields == null ? null : fields.required("max_average_speed_kmh");
    return values.number(limit, "max_average_speed_kmh", MOST_KMH, KMH_DECIMALS);
  }
}
