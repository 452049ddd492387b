package io.stridelake.benchmarks.load;

import java.util.concurrent.locks.LockSupport;

/**
 * Instants at a steady rate.
 *
 * @param began of {@link System#nanoTime}
 */
public record Pace(long began, int perSecond) {
  /** Begins now. */
  public static Pace of(int perSecond) {
    return new Pace(System.nanoTime(), perSecond);
  }

  /** When the turn of a number is, from 0. */
  public long instant(long number) {
    return began + number * 1_000_000_000L / perSecond;
  }

  /** Waits for that instant, not at all if it has gone by. */
  public long await(long number) {
    long instant = instant(number);
    long left = instant - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = instant - System.nanoTime();
    }
    return instant;
  }
}
