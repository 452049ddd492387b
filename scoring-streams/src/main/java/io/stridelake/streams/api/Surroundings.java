package io.stridelake.streams.api;

import io.stridelake.ranking.leaderboard.Neighbours;
import io.stridelake.ranking.leaderboard.Place;
import io.stridelake.ranking.leaderboard.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
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
   * The nearest rows.
   *
   * @param limit how many to either side
   */
  static Surroundings of(List<Neighbours> partitions, int limit) {
    Stream<Place> before = places(partitions, Neighbours::before);
    Stream<Place> after = places(partitions, Neighbours::after);
    return new Surroundings(
        farthest(before.sorted(Comparator.reverseOrder()), limit), farthest(after.sorted(), limit));
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

  private static Stream<Place> places(
      List<Neighbours> partitions, Function<Neighbours, List<Standing>> rows) {
    return partitions.stream().flatMap(each -> rows.apply(each).stream()).map(Standing::place);
  }

  private static @Nullable Place farthest(Stream<Place> nearestFirst, int limit) {
    return nearestFirst.limit(limit).reduce((nearer, farther) -> farther).orElse(null);
  }
}
