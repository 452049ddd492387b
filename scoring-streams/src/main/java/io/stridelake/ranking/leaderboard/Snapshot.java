package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import java.util.List;
import java.util.Map;

/** A board as it stood between two input records; immutable. */
public sealed interface Snapshot {
  /** What the content adds up to, the newest record's time included. */
  Fingerprint version();

  /** Epoch milliseconds of the newest record in it, 0 if there is none. */
  long newestRecord();

  /** How many are on the board. */
  int total();

  /**
   * A board of athletes.
   *
   * @param board those on it, in its order
   * @param everybody with at least one counted activity, by id; also those below the threshold
   */
  record Members(
      OrderStatisticTree<Standing> board,
      OrderStatisticTree<Standing> everybody,
      Fingerprint version,
      long newestRecord)
      implements Snapshot {
    @Override
    public int total() {
      return board.size();
    }
  }

  /**
   * Sums by company, department and sport, all of the same activities.
   *
   * @param groups of each kind, in the order of their ids
   */
  record Groups(Map<GroupBy, List<GroupStanding>> groups, Fingerprint version, long newestRecord)
      implements Snapshot {
    public Groups {
      groups = Map.copyOf(groups);
    }

    /** The groups of one kind. */
    List<GroupStanding> of(GroupBy by) {
      return groups.getOrDefault(by, List.of());
    }

    @Override
    public int total() {
      return groups.values().stream().mapToInt(List::size).sum();
    }
  }
}
