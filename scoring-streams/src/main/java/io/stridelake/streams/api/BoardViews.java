package io.stridelake.streams.api;

import io.stridelake.generation.SeasonLock;
import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import io.stridelake.ranking.leaderboard.Score;
import io.stridelake.rules.Board;
import io.stridelake.rules.BoardSubject;
import io.stridelake.rules.DepartmentMoves;
import io.stridelake.rules.RuleSet;
import io.stridelake.streams.generation.GenerationAwayException;
import io.stridelake.streams.generation.GenerationRunner;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out which view of which board a question is about. */
final class BoardViews {
  private final RuleSet own;
  private final GenerationRunner runner;

  /**
   * Finds boards of a rule set.
   *
   * @param runner knows the rule sets of locked seasons
   */
  BoardViews(RuleSet ruleSet, GenerationRunner runner) {
    this.own = ruleSet;
    this.runner = runner;
  }

  /**
   * The view.
   *
   * @throws IllegalArgumentException if the rule set has no such board, or the board does not rank
   *     what is asked for
   */
  BoardView view(BoardQuestion.View view, BoardQuestion.AboutBoard about) {
    RuleSet ruleSet = ruleSet(view);
    Board board = view.board() == null ? null : board(view.board(), ruleSet);
    return new BoardView(
        view.from().toEpochDay(),
        view.to().toEpochDay(),
        view.sport(),
        view.department(),
        board == null ? 0 : board.group(),
        ruleSet.departmentMoves() == DepartmentMoves.TAKE_ALONG,
        subject(board, about),
        view.lock() == null
            ? null
            : new BoardView.LockedSeason(view.lock().season(), view.lock().lock()));
  }

  /** A locked season has the boards of the rule set that scored it then. */
  private RuleSet ruleSet(BoardQuestion.View view) {
    BoardQuestion.Lock lock = view.lock();
    if (lock == null) {
      return own;
    }
    SeasonLock known =
        runner
            .state()
            .lock(lock.season())
            .filter(one -> one.lock().equals(lock.lock()))
            .orElseThrow(
                () ->
                    new GenerationAwayException(
                        "season " + lock.season() + " is not locked here yet"));
    return runner
        .ruleSet(known.ruleSet())
        .orElseThrow(
            () -> new IllegalStateException("rule set " + known.ruleSet() + " is not stored"))
        .ruleSet();
  }

  /** Whether the rule set has the board, and it ranks what the question is about. */
  boolean canBeAsked(BoardQuestion.View view, BoardQuestion.AboutBoard about) {
    try {
      view(view, about);
      return true;
    } catch (IllegalArgumentException | GenerationAwayException e) {
      return false;
    }
  }

  private static Board board(String id, RuleSet ruleSet) {
    return ruleSet
        .board(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "board '%s' is unknown (expected one of %s)"
                        .formatted(id, ruleSet.boards().stream().map(Board::id).toList())));
  }

  private static BoardView.Subject subject(@Nullable Board board, BoardQuestion.AboutBoard about) {
    return switch (about) {
      case BoardQuestion.Groups groups -> new BoardView.Groups(groups.hidden());
      case BoardQuestion.Version ignored -> subjectOf(board);
      case BoardQuestion.Page ignored -> members(board);
      case BoardQuestion.Standing ignored -> members(board);
      case BoardQuestion.Above ignored -> members(board);
      case BoardQuestion.Position ignored -> members(board);
    };
  }

  private static BoardView.Subject subjectOf(@Nullable Board board) {
    if (board == null) {
      return new BoardView.Groups(true);
    }
    return switch (board.of()) {
      case ATHLETES -> members(board);
      case DEPARTMENTS -> new BoardView.Groups(true);
      case SPORTS -> new BoardView.Groups(false);
    };
  }

  private static BoardView.Members members(@Nullable Board board) {
    if (board == null || board.of() != BoardSubject.ATHLETES) {
      throw new IllegalArgumentException("not a board of athletes (expected one for this query)");
    }
    BigDecimal atLeast = board.atLeast();
    return new BoardView.Members(
        board.metric(), atLeast == null ? Long.MIN_VALUE : Score.atLeast(board.metric(), atLeast));
  }

  /**
   * The kind of groups that is asked for.
   *
   * @throws IllegalArgumentException if there is no such kind
   */
  static GroupBy groupBy(String by) {
    try {
      return GroupBy.valueOf(by.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "groups by '" + by + "' (expected company, departments or sports)", e);
    }
  }
}
