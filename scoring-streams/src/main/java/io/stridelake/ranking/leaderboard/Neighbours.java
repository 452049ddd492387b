package io.stridelake.ranking.leaderboard;

import java.util.List;

/**
 * What surrounds a place on the board of one partition, whether or not it is taken there.
 *
 * @param above how many have a greater score
 * @param atLeast how many have as great a score or a greater
 * @param ahead how many stand before the place
 * @param aboveFirst how many have a greater score than the first of the rows before, 0 if there are
 *     none: equals of it may be left out
 * @param before the nearest rows before the place, in the board's order
 * @param after the nearest rows after it
 */
public record Neighbours(
    int above,
    int atLeast,
    int ahead,
    int aboveFirst,
    List<Standing> before,
    List<Standing> after) {
  public Neighbours {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  static Neighbours of(OrderStatisticTree<Standing> board, Place place, int limit) {
    int ahead = board.countFirst(standing -> standing.place().compareTo(place) < 0);
    int behind = board.countFirst(standing -> standing.place().compareTo(place) <= 0);
    int start = Math.max(0, ahead - limit);
    List<Standing> before = board.slice(start, ahead - start);
    return new Neighbours(
        above(board, place.score()),
        board.countFirst(standing -> standing.place().score() >= place.score()),
        ahead,
        before.isEmpty() ? 0 : above(board, before.getFirst().place().score()),
        before,
        board.slice(behind, limit));
  }

  /**
   * How many here have a greater score, for that of a row which is one of the nearest rows before
   * the place in all partitions together, as many as were asked for.
   */
  public int above(long score) {
    if (!before.isEmpty() && before.getFirst().place().score() == score) {
      return aboveFirst;
    }
    return ahead - (int) before.stream().filter(row -> row.place().score() <= score).count();
  }

  private static int above(OrderStatisticTree<Standing> board, long score) {
    return board.countFirst(standing -> standing.place().score() > score);
  }
}
