package io.stridelake.query.ranking;

import io.stridelake.query.cluster.ClusterInfo.LockInfo;
import io.stridelake.query.parameter.PeriodParameter;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.query.ruleset.Generations;
import io.stridelake.rules.Board;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Says which periods boards have: a locked season has the boards of the rules that scored it. */
@Singleton
final class BoardPeriods {
  private final Generations generations;

  BoardPeriods(Generations generations) {
    this.generations = generations;
  }

  /** The words for the periods of a board of a generation's own rule set. */
  List<String> of(Generation generation, Board board) {
    List<String> periods = new ArrayList<>(PeriodParameter.allowed(generation.rules(), board));
    for (LockInfo lock : generations.locks()) {
      periods.remove(lock.season());
      if (has(generations.in(generation, lock.season()), board, lock.season())) {
        periods.add(lock.season());
      }
    }
    return periods;
  }

  private static boolean has(Generation locked, Board board, String season) {
    return locked
        .rules()
        .board(board.id())
        .filter(then -> PeriodParameter.allowed(locked.rules(), then).contains(season))
        .isPresent();
  }
}
