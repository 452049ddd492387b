package io.stridelake.ranking.leaderboard;

/**
 * A place in the order of a board: score descending, then athlete id.
 *
 * @param score the board's metric
 * @param id the athlete's id
 */
public record Place(long score, String id) implements Comparable<Place> {
  @Override
  public int compareTo(Place other) {
    int byScore = Long.compare(other.score, score);
    return byScore == 0 ? id.compareTo(other.id) : byScore;
  }
}
