package io.stridelake.ranking.leaderboard;

import java.util.Comparator;

/**
 * A place in the order of a board: score descending, then athlete id.
 *
 * @param score the board's metric
 * @param id the athlete's id
 */
public record Place(long score, String id) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::score).reversed().thenComparing(Place::id);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
