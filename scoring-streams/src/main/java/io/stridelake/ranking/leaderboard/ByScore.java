package io.stridelake.ranking.leaderboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Puts a whole board in its order at once. */
final class ByScore {
  private static final Comparator<Standing> DESCENDING =
      Comparator.comparingLong((Standing standing) -> standing.place().score()).reversed();

  private ByScore() {}

  /**
   * Sorts standings that are in the order of their ids by score, descending.
   *
   * <p>Score and number of each fit into one long unless scores are astronomic, and numbers are
   * sorted several times faster than objects that lie all over the heap.
   */
  static List<Standing> sorted(List<Standing> byId) {
    if (byId.isEmpty()) {
      return byId;
    }
    long highest = Long.MIN_VALUE;
    long lowest = Long.MAX_VALUE;
    for (Standing standing : byId) {
      highest = Math.max(highest, standing.place().score());
      lowest = Math.min(lowest, standing.place().score());
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(byId.size());
    long spread = highest - lowest;
    return spread < 0 || spread >>> (Long.SIZE - 1 - bits) != 0
        ? byId.stream().sorted(DESCENDING).toList()
        : sorted(byId, highest, bits);
  }

  private static List<Standing> sorted(List<Standing> byId, long highest, int bits) {
    long[] keys = new long[byId.size()];
    for (int number = 0; number < keys.length; number++) {
      keys[number] = highest - byId.get(number).place().score() << bits | number;
    }
    Arrays.sort(keys);
    List<Standing> sorted = new ArrayList<>(keys.length);
    for (long key : keys) {
      sorted.add(byId.get((int) (key & (1L << bits) - 1)));
    }
    return sorted;
  }
}
