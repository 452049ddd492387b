package io.stridelake.rules.document;

import io.stridelake.rules.Multiplier;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The multipliers. */
final class MultiplierSection {
  private static final int MOST_MULTIPLIERS = 200;
  private static final int MOST_WEEKDAYS = 500;
  private static final long MOST_FACTOR = 1000;
  private static final int FACTOR_DECIMALS = 6;
  private static final List<String> KEYS =
      List.of("id", "factor", "from", "to", "weekdays", "rules");
  private static final Map<String, DayOfWeek> WEEKDAYS =
      Vocabulary.of(DayOfWeek.values(), DayOfWeek::name);

  private final Values values;
  private final Mistakes mistakes;
  private final RuleNames ruleNames;

  MultiplierSection(Values values, Mistakes mistakes, RuleNames ruleNames) {
    this.values = values;
    this.mistakes = mistakes;
    this.ruleNames = ruleNames;
  }

  List<Multiplier> read(@Nullable Node node) {
    UniqueIds ids = new UniqueIds("multiplier", mistakes);
    List<Multiplier> multipliers = new ArrayList<>();
    for (Node element : values.list(node, "multipliers", MOST_MULTIPLIERS)) {
      Multiplier multiplier = multiplier(element, ids);
      if (multiplier != null) {
        multipliers.add(multiplier);
      }
    }
    return multipliers;
  }

  private @Nullable Multiplier multiplier(Node node, UniqueIds ids) {
    Fields fields = Fields.of(node, "a multiplier", KEYS, mistakes);
    if (fields == null) {
      return null;
    }
    Node idNode = fields.required("id");
    String id = values.id(idNode, "id", Values.ID);
    ids.take(idNode, id);
    BigDecimal factor =
        values.number(fields.required("factor"), "factor", MOST_FACTOR, FACTOR_DECIMALS);
    Dates dates = Dates.read(fields.optional("from"), fields.optional("to"), values, mistakes);
    LocalDate from = dates.from();
    Set<DayOfWeek> weekdays = weekdays(fields.optional("weekdays"));
    Set<String> rules = ruleNames.read(fields.optional("rules"));
    return id == null || factor == null
        ? null
        : new Multiplier(id, factor, from, dates.to(), weekdays, rules);
  }

  private Set<DayOfWeek> weekdays(@Nullable Node node) {
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    for (Node element : values.distinct(values.list(node, "weekdays", MOST_WEEKDAYS), "weekdays")) {
      DayOfWeek weekday = values.word(element, "weekdays", WEEKDAYS);
      if (weekday != null) {
        weekdays.add(weekday);
      }
    }
    return weekdays;
  }
}
