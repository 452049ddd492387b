package io.stridelake.query.ranking;

import io.micronaut.http.HttpRequest;
import io.stridelake.query.cursor.Cursor;
import io.stridelake.query.cursor.CursorCodec;
import io.stridelake.query.cursor.StaleCursor;
import io.stridelake.query.parameter.Parameters;
import io.stridelake.query.parameter.PeriodParameter;
import io.stridelake.query.parameter.Today;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.query.ruleset.Generations;
import io.stridelake.rules.Board;
import io.stridelake.rules.BoardSubject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for out of a request. */
@Singleton
final class RankingParameters {
  private static final int MAX_ROWS = 100;
  private static final int DEFAULT_ROWS = 50;
  private static final int DEFAULT_AROUND = 11;
  private static final int MAX_NAME = 200;
  private static final int MAX_CURSOR = 12_000;

  private final Generations generations;
  private final Today today;
  private final CursorCodec cursors;
  private final BoardPeriods periods;

  RankingParameters(
      Generations generations, Today today, CursorCodec cursors, BoardPeriods periods) {
    this.periods = periods;
    this.generations = generations;
    this.today = today;
    this.cursors = cursors;
  }

  /** A request for a page, perhaps with the cursor that comes with it. */
  record PageRequest(RankingRequest request, @Nullable CursorParameter cursor) {}

  PageRequest page(HttpRequest<?> http, String board) {
    Parameters parameters = new Parameters(http);
    String search = parameters.text("q", MAX_NAME);
    int limit = parameters.number("limit", 1, MAX_ROWS, DEFAULT_ROWS);
    RankingRequest request = request(parameters, board, search, limit);
    String text = parameters.text("cursor", MAX_CURSOR);
    if (text == null) {
      return new PageRequest(request, null);
    }
    Cursor cursor = cursors.read(text).orElseThrow(RankingParameters::badCursor);
    if (!cursor.source().equals(request.generation().source())) {
      throw StaleCursor.problem();
    }
    return new PageRequest(continued(request, cursor), new CursorParameter(cursor, text));
  }

  RankingRequest member(HttpRequest<?> http, String board) {
    return request(new Parameters(http), board, null, 1);
  }

  RankingRequest around(HttpRequest<?> http, String board) {
    Parameters parameters = new Parameters(http);
    return request(parameters, board, null, parameters.number("size", 1, MAX_ROWS, DEFAULT_AROUND));
  }

  /** Every board of athletes in every period that it has, with the periods that hold today. */
  List<RankingRequest> everyBoardOfAthletes(Generation active) {
    LocalDate day = today.day(active.rules());
    List<RankingRequest> requests = new ArrayList<>();
    for (Board board : active.rules().boards()) {
      if (board.of() == BoardSubject.ATHLETES) {
        for (String period : periods.of(active, board)) {
          Generation generation = generations.in(active, period);
          requests.add(
              new RankingRequest(
                  generation,
                  generation.rules().board(board.id()).orElseThrow(),
                  PeriodParameter.of(period, generation.rules(), day),
                  null,
                  null,
                  null,
                  1,
                  false));
        }
      }
    }
    return requests;
  }

  private RankingRequest request(
      Parameters parameters, String boardId, @Nullable String search, int limit) {
    Generation active = generations.active();
    Generation generation = generations.in(active, PeriodParameter.word(parameters));
    Board board = generation.rules().board(boardId).orElse(null);
    if (board == null) {
      throw noBoard(active, generation, boardId);
    }
    PeriodParameter period =
        PeriodParameter.read(parameters, generation.rules(), board, today.day(generation.rules()));
    return new RankingRequest(
        generation,
        board,
        period,
        parameters.text("sport", MAX_NAME),
        parameters.text("department", MAX_NAME),
        search,
        limit,
        parameters.flag("partial"));
  }

  /** A locked season has the boards that there were then. */
  private ProblemException noBoard(Generation active, Generation generation, String board) {
    return active
        .rules()
        .board(board)
        .filter(_ -> generation.isLocked())
        .map(
            now ->
                ProblemException.parameter("period", String.join(" | ", periods.of(active, now))))
        .orElseGet(() -> ProblemException.of(ProblemType.NOT_FOUND, "there is no such board"));
  }

  /** Without a date the cursor's day goes on being today, also past midnight. */
  private static RankingRequest continued(RankingRequest request, Cursor cursor) {
    LocalDate day = request.periodParameter().today() == null ? null : cursor.today();
    RankingRequest same =
        day == null ? request : request.withPeriod(request.periodParameter().on(day));
    if (!same.filters().equals(cursor.filters()) || !same.period().from().equals(cursor.from())) {
      throw badCursor();
    }
    return same;
  }

  private static ProblemException badCursor() {
    return ProblemException.parameter(
        "cursor", "'next' or 'previous' of an answer to the same board, period and filters");
  }
}
