package io.stridelake.query.ranking;

import io.stridelake.calendar.Period;
import io.stridelake.query.answer.AnswerKey;
import io.stridelake.query.document.Hash;
import io.stridelake.query.parameter.PeriodParameter;
import io.stridelake.query.partition.Snapshots;
import io.stridelake.query.partition.View;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.rules.Board;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of which board is asked for.
 *
 * @param search part of a name, or null for everybody
 * @param limit rows at most
 * @param partial whether partitions that have no answer may be missing
 */
record RankingRequest(
    Generation generation,
    Board board,
    PeriodParameter periodParameter,
    @Nullable String sport,
    @Nullable String department,
    @Nullable String search,
    int limit,
    boolean partial) {

  /** What is asked of the standings; equal for requests that have the same answer. */
  record Question(
      String what,
      String board,
      PeriodParameter period,
      @Nullable String sport,
      @Nullable String department,
      @Nullable String search,
      int limit,
      boolean partial,
      @Nullable String detail) {}

  Period period() {
    return periodParameter.period();
  }

  View view() {
    return View.of(board.id(), period(), sport, department, generation.lock());
  }

  /**
   * What the answer is kept under.
   *
   * @param what which kind of answer
   * @param detail the member or the cursor, or null
   */
  AnswerKey key(String what, @Nullable String detail) {
    return generation.key(
        new Question(
            what, board.id(), periodParameter, sport, department, search, limit, partial, detail));
  }

  /** The same ranking, however much of it is shown. */
  RankingRequest withoutLimit() {
    return new RankingRequest(
        generation, board, periodParameter, sport, department, search, 1, false);
  }

  /** What a cursor must have been made with, besides the days. */
  String filters() {
    String kind = period().kind().equals("season") ? period().id() : period().kind();
    return Hash.of(board.id(), kind, sport, department, search);
  }

  /** Names the state of exactly what this request shows. */
  String version(Snapshots snapshots) {
    return Hash.of(
        snapshots.sum(),
        Hash.of(generation.source().parts()),
        board.id(),
        period().kind(),
        period().id(),
        sport,
        department,
        search);
  }

  /**
   * The same question, asked now: of the active generation, and of today where no day was given.
   */
  Optional<RankingRequest> renewed(Generation active, LocalDate today) {
    PeriodParameter period =
        periodParameter.today() == null ? periodParameter : periodParameter.on(today);
    return active
        .rules()
        .board(board.id())
        .map(
            same ->
                new RankingRequest(
                    active, same, period, sport, department, search, limit, partial));
  }

  RankingRequest withPeriod(PeriodParameter other) {
    return new RankingRequest(generation, board, other, sport, department, search, limit, partial);
  }
}
