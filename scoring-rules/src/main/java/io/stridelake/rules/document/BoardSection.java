package io.stridelake.rules.document;

import io.stridelake.calendar.PeriodKind;
import io.stridelake.rules.Board;
import io.stridelake.rules.BoardSubject;
import io.stridelake.rules.Metric;
import io.stridelake.rules.TeamScope;
import io.stridelake.rules.TeamValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The boards. */
final class BoardSection {
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");
  private static final int MOST_BOARDS = 100;
  private static final long MOST_AT_LEAST = 1_000_000_000_000L;
  private static final int AT_LEAST_DECIMALS = 3;
  private static final int MOST_MEMBERS = 1_000_000;
  private static final List<String> TEAM_KEYS = List.of("value", "over", "min_team_size");
  private static final List<String> KEYS =
      List.of(
          "id", "of", "metric", "value", "over", "min_team_size", "where", "at_least", "periods");
  private static final Map<String, BoardSubject> SUBJECTS =
      Vocabulary.of(BoardSubject.values(), BoardSubject::id);
  private static final Map<String, Metric> METRICS = Vocabulary.of(Metric.values(), Metric::id);
  private static final Map<String, TeamValue> VALUES =
      Vocabulary.of(TeamValue.values(), TeamValue::id);
  private static final Map<String, TeamScope> SCOPES =
      Vocabulary.of(TeamScope.values(), TeamScope::id);
  private static final Map<String, PeriodWord> PERIODS =
      Vocabulary.of(PeriodWord.values(), Vocabulary::lower);

  private final Values values;
  private final ConditionTexts conditions;
  private final Mistakes mistakes;
  private final List<String> wheres = new ArrayList<>();

  BoardSection(Values values, ConditionTexts conditions, Mistakes mistakes) {
    this.values = values;
    this.conditions = conditions;
    this.mistakes = mistakes;
  }

  List<Board> read(@Nullable Node node) {
    UniqueIds ids = new UniqueIds("board", mistakes);
    List<Board> boards = new ArrayList<>();
    for (Node element : values.list(node, "boards", MOST_BOARDS)) {
      Board board = board(element, ids);
      if (board != null) {
        boards.add(board);
      }
    }
    return boards;
  }

  private @Nullable Board board(Node node, UniqueIds ids) {
    Fields fields = Fields.of(node, "a board", KEYS, mistakes);
    if (fields == null) {
      return null;
    }
    Node idNode = fields.required("id");
    String id = values.id(idNode, "id", ID);
    ids.take(idNode, id);
    BoardSubject of = values.word(fields.required("of"), "of", SUBJECTS);
    Metric metric = metric(fields.required("metric"), of);
    if (of != null && of != BoardSubject.DEPARTMENTS) {
      refuseTeamKeys(fields);
    }
    TeamValue value = values.word(fields.optional("value"), "value", VALUES);
    TeamScope over = values.word(fields.optional("over"), "over", SCOPES);
    int minTeamSize = minTeamSize(fields.optional("min_team_size"));
    String where = conditions.read(fields.optional("where"), "where");
    int group = where == null ? 0 : group(where, fields.optional("where"));
    BigDecimal atLeast =
        values.number(fields.optional("at_least"), "at_least", MOST_AT_LEAST, AT_LEAST_DECIMALS);
    BoardPeriods periods = periods(fields.optional("periods"));
    if (id == null || of == null || metric == null) {
      return null;
    }
    return new Board(
        id,
        of,
        metric,
        value == null ? TeamValue.SUM : value,
        over == null ? TeamScope.ACTIVE : over,
        minTeamSize,
        where,
        group,
        atLeast,
        periods.kinds(),
        periods.seasons());
  }

  private @Nullable Metric metric(@Nullable Node node, @Nullable BoardSubject of) {
    Metric metric = values.word(node, "metric", METRICS);
    if (node != null
        && metric == Metric.LONGEST_STREAK
        && of != null
        && of != BoardSubject.ATHLETES) {
      mistakes.add(
          node,
          "'" + metric.id() + "' is for boards of athletes only",
          "another metric, or of: " + BoardSubject.ATHLETES.id());
      return null;
    }
    return metric;
  }

  private void refuseTeamKeys(Fields fields) {
    for (String key : TEAM_KEYS) {
      Node node = fields.optional(key);
      if (node != null) {
        mistakes.add(node, "'" + key + "' is for boards of departments only", "no such key here");
      }
    }
  }

  private int minTeamSize(@Nullable Node node) {
    BigDecimal size = values.number(node, "min_team_size", MOST_MEMBERS, 0);
    if (node != null && size != null && size.signum() == 0) {
      mistakes.add(node, "'min_team_size' is '0'", "1 or more");
    }
    return size == null ? 1 : Math.max(1, size.intValueExact());
  }

  private int group(String where, @Nullable Node node) {
    int known = wheres.indexOf(where);
    if (known >= 0) {
      return known + 1;
    }
    if (wheres.size() == Board.MAX_GROUP && node != null) {
      mistakes.add(node, "too many different conditions", "at most " + Board.MAX_GROUP);
      return 0;
    }
    wheres.add(where);
    return wheres.size();
  }

  private BoardPeriods periods(@Nullable Node node) {
    if (node == null) {
      return new BoardPeriods(List.of(PeriodKind.values()), true);
    }
    Set<PeriodWord> words = EnumSet.noneOf(PeriodWord.class);
    for (Node element : values.distinct(values.list(node, "periods", PERIODS.size()), "periods")) {
      PeriodWord word = values.word(element, "periods", PERIODS);
      if (word != null) {
        words.add(word);
      }
    }
    boolean seasons = words.remove(PeriodWord.SEASON);
    return new BoardPeriods(
        words.stream().map(word -> PeriodKind.valueOf(word.name())).toList(), seasons);
  }

  /** The kinds of period, and the word for all seasons. */
  private enum PeriodWord {
    DAY,
    WEEK,
    MONTH,
    YEAR,
    ALL,
    SEASON
  }

  private record BoardPeriods(List<PeriodKind> kinds, boolean seasons) {}
}
