package io.stridelake.query.preview;

import io.stridelake.calendar.Period;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.rules.Board;
import io.stridelake.rules.BoardSubject;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is compared with what.
 *
 * @param asked in which words
 * @param board its id
 */
record Subject(Asked asked, String board, Side from, Side to) {
  /**
   * The words of a request; what is null was not given. A page belongs to a comparison that was
   * asked for in the same words.
   */
  record Asked(
      int generation,
      @Nullable Integer against,
      @Nullable String board,
      @Nullable String period,
      @Nullable LocalDate date) {}

  /**
   * One generation's part, by its own rules.
   *
   * @param board null if these rules have no such board, or not in such a period: it is empty then
   * @param period as these rules say it; as the other side's do, if these do not know it
   */
  record Side(Generation generation, @Nullable Board board, Period period) {
    boolean ranksAthletes() {
      return board != null && board.of() == BoardSubject.ATHLETES;
    }
  }

  /** Whether rules can be named that moved a member; nothing moves in a season that is locked. */
  boolean hasCauses() {
    return (from.ranksAthletes() || to.ranksAthletes()) && !to.generation().isLocked();
  }
}
