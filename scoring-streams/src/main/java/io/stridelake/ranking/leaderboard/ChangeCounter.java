package io.stridelake.ranking.leaderboard;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the writes to the stores of one instance, for those who wait for something new. */
public final class ChangeCounter {
  private final AtomicLong changes = new AtomicLong();

  /** Something was written. */
  public void changed() {
    changes.incrementAndGet();
  }

  /** How many there were so far; equal counts mean that nothing was written in between. */
  public long count() {
    return changes.get();
  }
}
