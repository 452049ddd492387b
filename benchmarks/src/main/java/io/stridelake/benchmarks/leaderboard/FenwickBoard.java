package io.stridelake.benchmarks.leaderboard;

import io.stridelake.ranking.leaderboard.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A count for each score there may be, added up by a Fenwick tree (P. M. Fenwick, "A new data
 * structure for cumulative frequency tables", 1994). It knows numbers but no rows, and scores must
 * be small: a floor for the time of ranks, not an alternative.
 */
final class FenwickBoard implements RankedBoard {
  private final int[] counts;
  private final Map<String, Long> scores = new HashMap<>();

  FenwickBoard(Collection<Place> members, int scores) {
    counts = new int[scores + 1];
    for (Place place : members) {
      add(place.score(), 1);
      this.scores.put(place.id(), place.score());
    }
  }

  @Override
  public int rank(String id) {
    return 1 + countAbove(score(id));
  }

  @Override
  public List<Place> page(@Nullable Place after, int limit) {
    throw new UnsupportedOperationException("there are no rows");
  }

  @Override
  public List<Place> around(String id, int each) {
    throw new UnsupportedOperationException("there are no rows");
  }

  @Override
  public int countAbove(long score) {
    int above = scores.size();
    for (int i = (int) score + 1; i > 0; i -= i & -i) {
      above -= counts[i];
    }
    return above;
  }

  @Override
  public void move(String id, long score) {
    add(score(id), -1);
    add(score, 1);
    scores.put(id, score);
  }

  private void add(long score, int count) {
    for (int i = (int) score + 1; i < counts.length; i += i & -i) {
      counts[i] += count;
    }
  }

  private long score(String id) {
    return Objects.requireNonNull(scores.get(id), id);
  }
}
