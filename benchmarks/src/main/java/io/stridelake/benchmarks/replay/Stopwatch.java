package io.stridelake.benchmarks.replay;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Measures how fast a count comes to its goal: starting up does not count. */
final class Stopwatch {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final long PAUSE_MILLIS = 20;

  private Stopwatch() {}

  /** Steps in a second, from the first one on. */
  static double rate(LongSupplier count, long goal) throws InterruptedException {
    return rate(count, count, goal);
  }

  /**
   * Steps in a second.
   *
   * @param begun the time counts from when this is above 0, such as the steps of an app whose work
   *     the counted one goes on with
   */
  static double rate(LongSupplier begun, LongSupplier count, long goal)
      throws InterruptedException {
    long latest = System.nanoTime() + PATIENCE.toNanos();
    await(begun, 1, latest);
    long first = count.getAsLong();
    long began = System.nanoTime();
    long last = await(count, goal, latest);
    return (last - first) / ((System.nanoTime() - began) / 1e9);
  }

  private static long await(LongSupplier count, long goal, long latest)
      throws InterruptedException {
    long now = count.getAsLong();
    while (now < goal) {
      if (System.nanoTime() > latest) {
        throw new IllegalStateException("only " + now + " of " + goal + " in " + PATIENCE);
      }
      Thread.sleep(PAUSE_MILLIS);
      now = count.getAsLong();
    }
    return now;
  }
}
