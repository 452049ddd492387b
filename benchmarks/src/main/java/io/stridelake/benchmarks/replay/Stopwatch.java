package io.stridelake.benchmarks.replay;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Measures how fast a count grows, from its first step to its goal: starting up does not count. */
final class Stopwatch {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final long PAUSE_MILLIS = 20;

  private Stopwatch() {}

  /** Steps in a second. */
  static double rate(LongSupplier count, long goal) throws InterruptedException {
    long latest = System.nanoTime() + PATIENCE.toNanos();
    long first = count.getAsLong();
    while (first == 0 && System.nanoTime() < latest) {
      Thread.sleep(PAUSE_MILLIS);
      first = count.getAsLong();
    }
    long began = System.nanoTime();
    long last = first;
    while (last < goal) {
      if (System.nanoTime() > latest) {
        throw new IllegalStateException("only " + last + " of " + goal + " in " + PATIENCE);
      }
      Thread.sleep(PAUSE_MILLIS);
      last = count.getAsLong();
    }
    return (last - first) / ((System.nanoTime() - began) / 1e9);
  }
}
