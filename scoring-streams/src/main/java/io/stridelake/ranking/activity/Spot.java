package io.stridelake.ranking.activity;

import io.stridelake.activity.ActivityKey;
import java.time.LocalDateTime;
import java.util.Comparator;

/**
 * A place in the order of the catalogue: newest local start first, equals by key.
 *
 * @param start by the athlete's clock
 * @param key which activity
 */
public record Spot(LocalDateTime start, ActivityKey key) implements Comparable<Spot> {
  private static final Comparator<Spot> NEWEST_FIRST =
      Comparator.comparing(Spot::start).reversed().thenComparing(Spot::key);

  @Override
  public int compareTo(Spot other) {
    return NEWEST_FIRST.compare(this, other);
  }
}
