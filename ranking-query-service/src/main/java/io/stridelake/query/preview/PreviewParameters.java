package io.stridelake.query.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import io.stridelake.calendar.Period;
import io.stridelake.calendar.PeriodKind;
import io.stridelake.query.cluster.ClusterInfo.GenerationInfo;
import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.cursor.Seal;
import io.stridelake.query.parameter.Parameters;
import io.stridelake.query.parameter.PeriodParameter;
import io.stridelake.query.parameter.Today;
import io.stridelake.query.preview.Subject.Asked;
import io.stridelake.query.preview.Subject.Side;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.query.ruleset.Generations;
import io.stridelake.rules.Board;
import io.stridelake.rules.BoardSubject;
import io.stridelake.rules.RuleSet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what shall be compared out of a request. */
@Singleton
final class PreviewParameters {
  private static final int MAX_ROWS = 100;
  private static final int DEFAULT_ROWS = 20;
  private static final int MAX_TEXT = 200;
  private static final Duration REFRESH = Duration.ofSeconds(2);
  private static final Pattern CURSOR = Pattern.compile("preview ([0-9a-f-]{36}) ([0-9]{1,9})");

  private final Generations generations;
  private final ClusterWatch watch;
  private final Today today;
  private final Seal seal;

  PreviewParameters(Generations generations, ClusterWatch watch, Today today, Seal seal) {
    this.generations = generations;
    this.watch = watch;
    this.today = today;
    this.seal = seal;
  }

  /** Where a page begins. */
  record Start(UUID preview, int offset) {}

  Asked asked(HttpRequest<?> http, int id) {
    Parameters parameters = new Parameters(http);
    int against = parameters.number("against", 1, Integer.MAX_VALUE, 0);
    return new Asked(
        id,
        against == 0 ? null : against,
        parameters.text("board", MAX_TEXT),
        PeriodParameter.word(parameters),
        parameters.date("date"));
  }

  int limit(HttpRequest<?> http) {
    return new Parameters(http).number("limit", 1, MAX_ROWS, DEFAULT_ROWS);
  }

  /** Where the page of a cursor begins, or nothing without one. */
  Optional<Start> start(HttpRequest<?> http) {
    return Optional.ofNullable(new Parameters(http).text("cursor", MAX_TEXT))
        .map(
            cursor ->
                seal.open(cursor)
                    .map(content -> CURSOR.matcher(new String(content, UTF_8)))
                    .filter(Matcher::matches)
                    .map(p -> new Start(UUID.fromString(p.group(1)), Integer.parseInt(p.group(2))))
                    .orElseThrow(PreviewParameters::badCursor));
  }

  /** The cursor of a page. */
  String cursor(Start start) {
    return seal.close(("preview " + start.preview() + " " + start.offset()).getBytes(UTF_8));
  }

  static ProblemException badCursor() {
    return ProblemException.parameter("cursor", "'next' of a page of the same preview");
  }

  /**
   * What the words mean now: each generation's board in the period as its own rules say it.
   *
   * @throws ProblemException if there is no such generation or board, or not yet
   */
  Subject subject(HttpRequest<?> http, Asked asked) {
    Generation to = complete(asked.generation(), asked.period());
    Generation from =
        complete(
            asked.against() == null ? otherThan(asked.generation()) : asked.against(),
            asked.period());
    String board = asked.board() == null ? firstBoard(to.rules()) : asked.board();
    String period = asked.period() == null ? PeriodKind.ALL.id() : asked.period();
    Board ofTo = ranked(to.rules(), board, period);
    Board ofFrom = ranked(from.rules(), board, period);
    if (ofTo == null && ofFrom == null) {
      throw neither(from.rules(), to.rules(), board);
    }
    Period days = days(http, ofTo == null ? from.rules() : to.rules());
    return new Subject(
        asked,
        board,
        new Side(from, ofFrom, knows(from.rules(), period) ? days(http, from.rules()) : days),
        new Side(to, ofTo, knows(to.rules(), period) ? days(http, to.rules()) : days));
  }

  private Generation complete(int id, @Nullable String period) {
    Generation generation =
        generations
            .find(id, period)
            .orElseThrow(() -> notFound("there is no generation " + id + " that is kept"));
    // It may have become complete since it was asked last.
    if (!isComplete(watch.map(), id) && !isComplete(watch.refresh(REFRESH), id)) {
      throw ProblemException.of(
          ProblemType.CONFLICT, "generation " + id + " is not derived completely yet");
    }
    return generation;
  }

  private static boolean isComplete(ClusterMap map, int id) {
    return map.generation(id).map(GenerationInfo::complete).orElse(false);
  }

  /** The active one; for the active one the one before. */
  private int otherThan(int id) {
    ClusterMap map = watch.map();
    return map.active() != id
        ? map.active()
        : map.previous()
            .map(GenerationInfo::id)
            .orElseThrow(
                () -> notFound("no generation before the active one is kept: say against which"));
  }

  private static String firstBoard(RuleSet rules) {
    List<Board> boards = rules.boards();
    return boards.stream()
        .filter(board -> board.of() == BoardSubject.ATHLETES)
        .findFirst()
        .orElse(boards.getFirst())
        .id();
  }

  private static @Nullable Board ranked(RuleSet rules, String id, String period) {
    return rules
        .board(id)
        .filter(board -> PeriodParameter.allowed(rules, board).contains(period))
        .orElse(null);
  }

  private static boolean knows(RuleSet rules, String period) {
    return PeriodParameter.allowed(rules, null).contains(period);
  }

  private Period days(HttpRequest<?> http, RuleSet rules) {
    return PeriodParameter.read(new Parameters(http), rules, null, today.day(rules)).period();
  }

  private static ProblemException neither(RuleSet from, RuleSet to, String id) {
    Set<String> periods = new LinkedHashSet<>();
    for (RuleSet rules : List.of(to, from)) {
      rules.board(id).ifPresent(board -> periods.addAll(PeriodParameter.allowed(rules, board)));
    }
    return periods.isEmpty()
        ? notFound("there is no such board")
        : ProblemException.parameter("period", String.join(" | ", periods));
  }

  private static ProblemException notFound(String detail) {
    return ProblemException.of(ProblemType.NOT_FOUND, detail);
  }
}
