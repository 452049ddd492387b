package io.stridelake.rules.document;

import io.stridelake.calendar.PeriodKind;
import io.stridelake.rules.Season;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The seasons. */
final class SeasonSection {
  private static final int MOST_SEASONS = 200;
  private static final List<String> KEYS = List.of("id", "from", "to", "grace");

  private final Values values;
  private final Mistakes mistakes;

  SeasonSection(Values values, Mistakes mistakes) {
    this.values = values;
    this.mistakes = mistakes;
  }

  List<Season> read(@Nullable Node node) {
    UniqueIds ids = new UniqueIds("season", mistakes);
    List<Season> seasons = new ArrayList<>();
    for (Node element : values.list(node, "seasons", MOST_SEASONS)) {
      Season season = season(element, ids);
      if (season != null) {
        seasons.add(season);
      }
    }
    return seasons;
  }

  private @Nullable Season season(Node node, UniqueIds ids) {
    Fields fields = Fields.of(node, "a season", KEYS, mistakes);
    if (fields == null) {
      return null;
    }
    Node idNode = fields.required("id");
    String id = values.id(idNode, "id", Values.ID);
    ids.take(idNode, id);
    if (idNode != null && id != null && isReserved(id)) {
      mistakes.add(idNode, "season '" + id + "' has the name of a kind of period", "another name");
    }
    Dates dates = Dates.read(fields.required("from"), fields.required("to"), values, mistakes);
    Period grace = values.days(fields.optional("grace"), "grace");
    LocalDate from = dates.from();
    LocalDate to = dates.to();
    return id == null || from == null || to == null || to.isBefore(from)
        ? null
        : new Season(id, from, to, grace);
  }

  private static boolean isReserved(String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    return lower.equals("season") || PeriodKind.ofId(lower).isPresent();
  }
}
