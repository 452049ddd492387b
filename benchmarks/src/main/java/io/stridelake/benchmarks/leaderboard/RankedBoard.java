package io.stridelake.benchmarks.leaderboard;

import io.stridelake.ranking.leaderboard.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A board that can be asked what the query service asks, and changed. */
interface RankedBoard extends AutoCloseable {
  /** The rank of a member: 1 + how many have a greater score. */
  int rank(String id);

  /** The rows after a place, or the first ones, at most so many. */
  List<Place> page(@Nullable Place after, int limit);

  /** So many rows before a member and as many after it, without the member's own. */
  List<Place> around(String id, int each);

  /** How many have a greater score. */
  int countAbove(long score);

  /** Gives a member another score. */
  void move(String id, long score);

  @Override
  default void close() {}
}
