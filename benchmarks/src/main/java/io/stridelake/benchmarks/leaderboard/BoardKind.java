package io.stridelake.benchmarks.leaderboard;

import io.stridelake.ranking.leaderboard.Place;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** The store and what one would write without it. Only the store keeps rows on disk. */
public enum BoardKind {
  /** The rankings store with the board built. */
  STORE,
  /** The rankings store while nobody asks for the board: what a change costs anyway. */
  STORE_NOBODY_ASKS,
  TREE_SET,
  SKIP_LIST,
  SORTED_LIST,
  FENWICK;

  RankedBoard of(List<Place> members) {
    return switch (this) {
      case STORE -> {
        StoreBoard board = new StoreBoard(members);
        board.page(null, 1);
        yield board;
      }
      case STORE_NOBODY_ASKS -> new StoreBoard(members);
      case TREE_SET -> new SetBoard(new TreeSet<>(), members);
      case SKIP_LIST -> new SetBoard(new ConcurrentSkipListSet<>(), members);
      case SORTED_LIST -> new ListBoard(members);
      case FENWICK -> new FenwickBoard(members, Members.SCORES);
    };
  }
}
