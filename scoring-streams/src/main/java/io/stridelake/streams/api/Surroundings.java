package io.stridelake.streams.api;

import io.stridelake.ranking.leaderboard.Neighbours;
import io.stridelake.ranking.leaderboard.Place;
import io.stridelake.ranking.leaderboard.Standing;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where to where the rows around a place reach in several partitions together, so that each
 * tells only what is in between.
 *
 * @param first the place of the first row before, or null if there is none
 * @param last the place of the last row after, or null if there is none
 */
record Surroundings(@Nullable Place first, @Nullable Place last) {

  /**
   * The nearest rows that may be shown: half of those wanted to either side, and all on both sides
   * where one of them has too few here.
   *
   * @param limit how many are wanted, to both sides together; each partition has so many to either
   *     side, or all that there are
   */
  static Surroundings of(List<Neighbours> partitions, int limit) {
    List<List<Standing>> before = partitions.stream().map(one -> one.before().reversed()).toList();
    List<List<Standing>> after = partitions.stream().map(Neighbours::after).toList();
    int half = limit / 2;
    boolean enough = rows(before) >= half && rows(after) >= limit - half;
    return new Surroundings(
        farthest(before, Comparator.reverseOrder(), enough ? half : limit),
        farthest(after, Comparator.naturalOrder(), enough ? limit - half : limit));
  }

  /** What a partition tells of it. */
  PartitionAnswer.Neighbours told(Neighbours partition) {
    return new PartitionAnswer.Neighbours(
        partition.above(),
        partition.atLeast(),
        partition.ahead(),
        first == null ? null : first.score(),
        first == null ? 0 : partition.above(first.score()),
        partition.before().stream()
            .filter(row -> first != null && row.place().compareTo(first) >= 0)
            .map(PartitionAnswer.Row::of)
            .toList(),
        partition.after().stream()
            .filter(row -> last != null && row.place().compareTo(last) <= 0)
            .map(PartitionAnswer.Row::of)
            .toList());
  }

  private static int rows(List<List<Standing>> lists) {
    return lists.stream().mapToInt(List::size).sum();
  }

  /**
   * The place of the last of the nearest rows of all lists.
   *
   * @param lists each with the nearest first
   */
  private static @Nullable Place farthest(
      List<List<Standing>> lists, Comparator<Place> order, int limit) {
    int[] taken = new int[lists.size()];
    Place farthest = null;
    for (int row = 0; row < limit; row++) {
      int nearest = -1;
      Place place = null;
      for (int list = 0; list < taken.length; list++) {
        if (taken[list] < lists.get(list).size()) {
          Place next = lists.get(list).get(taken[list]).place();
          if (place == null || order.compare(next, place) < 0) {
            nearest = list;
            place = next;
          }
        }
      }
      if (place == null) {
        return farthest;
      }
      taken[nearest]++;
      farthest = place;
    }
    return farthest;
  }
}
