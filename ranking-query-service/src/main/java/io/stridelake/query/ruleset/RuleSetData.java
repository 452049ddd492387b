package io.stridelake.query.ruleset;

import io.stridelake.calendar.PeriodKind;
import io.stridelake.rules.Board;
import io.stridelake.rules.BoardSubject;
import io.stridelake.rules.Cap;
import io.stridelake.rules.Multiplier;
import io.stridelake.rules.Rate;
import io.stridelake.rules.Rule;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.Season;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule set under the keys that its document has; what is not set is left out. */
final class RuleSetData {
  private RuleSetData() {}

  static Map<String, Object> of(RuleSet rules) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("version", rules.version());
    put(data, "zone", rules.zone() == null ? null : rules.zone().getId());
    data.put(
        "counts",
        fields(
            "private", rules.counts().privately(),
            "flagged", rules.counts().flagged(),
            "manual", rules.counts().manual()));
    data.put("department_moves", rules.departmentMoves().name().toLowerCase(Locale.ROOT));
    data.put("rules", rules.rules().stream().map(RuleSetData::rule).toList());
    data.put("multipliers", rules.multipliers().stream().map(RuleSetData::multiplier).toList());
    data.put("caps", rules.caps().stream().map(RuleSetData::cap).toList());
    data.put("boards", rules.boards().stream().map(b -> board(b, rules)).toList());
    data.put("seasons", rules.seasons().stream().map(RuleSetData::season).toList());
    return data;
  }

  private static Map<String, Object> rule(Rule rule) {
    Rate rate = rule.rate();
    Map<String, Object> speed = fields("max_average_speed_kmh", rule.maxAverageSpeedKmh());
    return fields(
        "id", rule.id(),
        "sports", rule.sports().isEmpty() ? List.of("*") : sorted(rule.sports()),
        "when", rule.when(),
        "points",
            fields(
                "per", rate.per().name().toLowerCase(Locale.ROOT),
                "value", rate.value(),
                "min", rate.min(),
                "max", rate.max()),
        "limits", speed.isEmpty() ? null : speed);
  }

  private static Map<String, Object> multiplier(Multiplier multiplier) {
    return fields(
        "id", multiplier.id(),
        "factor", multiplier.factor(),
        "from", text(multiplier.from()),
        "to", text(multiplier.to()),
        "weekdays", multiplier.weekdays().isEmpty() ? null : days(multiplier.weekdays()),
        "rules", multiplier.rules().isEmpty() ? null : sorted(multiplier.rules()));
  }

  private static Map<String, Object> cap(Cap cap) {
    return fields(
        "id", cap.id(),
        "scope", cap.scope().word(),
        "max", cap.max(),
        "rules", cap.rules().isEmpty() ? null : sorted(cap.rules()));
  }

  private static Map<String, Object> board(Board board, RuleSet rules) {
    boolean departments = board.of() == BoardSubject.DEPARTMENTS;
    List<String> periods = new ArrayList<>(board.periods().stream().map(PeriodKind::id).toList());
    if (board.seasons()) {
      rules.seasons().forEach(season -> periods.add(season.id()));
    }
    return fields(
        "id", board.id(),
        "of", board.of().id(),
        "metric", board.metric().id(),
        "value", departments ? board.value().id() : null,
        "over", departments ? board.over().id() : null,
        "min_team_size", departments ? board.minTeamSize() : null,
        "where", board.where(),
        "at_least", board.atLeast(),
        "periods", periods);
  }

  private static Map<String, Object> season(Season season) {
    return fields(
        "id", season.id(),
        "from", season.from().toString(),
        "to", season.to().toString(),
        "grace", text(season.grace()));
  }

  private static List<String> sorted(Collection<String> names) {
    return names.stream().sorted().toList();
  }

  private static List<String> days(Collection<DayOfWeek> days) {
    return days.stream().sorted().map(DayOfWeek::name).toList();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static Map<String, Object> fields(@Nullable Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      put(fields, String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
