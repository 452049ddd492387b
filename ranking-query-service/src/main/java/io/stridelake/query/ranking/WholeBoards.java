package io.stridelake.query.ranking;

import io.stridelake.calendar.Period;
import io.stridelake.query.parameter.PeriodParameter;
import io.stridelake.query.partition.Attempts;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.rules.Board;
import io.stridelake.rules.BoardSubject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads boards as a whole, from one state, in any generation that is kept. */
@Singleton
public final class WholeBoards {
  /** About 300 bytes each are in memory for a moment. */
  private static final int MOST_ROWS = 1_000_000;

  private final AthleteBoards athletes;
  private final GroupBoards groups;

  WholeBoards(AthleteBoards athletes, GroupBoards groups) {
    this.athletes = athletes;
    this.groups = groups;
  }

  /**
   * A member of a board.
   *
   * @param department null for departments, sports and athletes without one
   * @param value the board's metric
   */
  public record Member(
      String id, String name, @Nullable String department, long rank, BigDecimal value) {}

  /**
   * All members, in the board's order.
   *
   * @throws ProblemException if there are more than a million
   * @throws io.stridelake.query.problem.RestoringException if a partition cannot answer
   */
  public List<Member> read(Generation generation, Board board, Period period) {
    RankingRequest request =
        new RankingRequest(
            generation,
            board,
            new PeriodParameter(period, null),
            null,
            null,
            null,
            MOST_ROWS,
            false);
    BoardReader reader = board.of() == BoardSubject.ATHLETES ? athletes : groups;
    Page page = Attempts.run(pin -> reader.page(request, null, pin));
    if (page.total() > page.entries().size()) {
      throw ProblemException.of(
          ProblemType.TOO_LARGE, "the board has more than " + MOST_ROWS + " members");
    }
    return page.entries().stream()
        .map(
            entry ->
                new Member(
                    entry.member().id(),
                    entry.member().name(),
                    entry.member().department(),
                    entry.rank(),
                    entry.value()))
        .toList();
  }
}
