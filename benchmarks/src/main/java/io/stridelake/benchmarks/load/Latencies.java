package io.stridelake.benchmarks.load;

import java.util.Arrays;

/** Times that something took, each with the instant from which it counts. Safe for all threads. */
public final class Latencies {
  private long[] from = new long[1 << 16];
  private long[] took = new long[1 << 16];
  private int size;

  /**
   * Times of a stretch.
   *
   * @param p50 median, in milliseconds, as are the others
   */
  public record Summary(int count, double p50, double p99, double worst) {}

  /**
   * Adds one.
   *
   * @param scheduled when it was to begin, of {@link System#nanoTime}
   * @param done when it was done
   */
  public synchronized void add(long scheduled, long done) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      took = Arrays.copyOf(took, 2 * size);
    }
    from[size] = scheduled;
    took[size] = done - scheduled;
    size++;
  }

  /** Those that were to begin in a stretch of time. */
  public synchronized Summary between(long start, long end) {
    long[] some = new long[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (from[i] >= start && from[i] < end) {
        some[count] = took[i];
        count++;
      }
    }
    if (count == 0) {
      return new Summary(0, Double.NaN, Double.NaN, Double.NaN);
    }
    Arrays.sort(some, 0, count);
    return new Summary(count, at(some, count, 0.5), at(some, count, 0.99), some[count - 1] / 1e6);
  }

  /** All of them. */
  public Summary all() {
    return between(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** The least time that so large a share did not exceed. */
  private static double at(long[] sorted, int count, double share) {
    return sorted[(int) Math.ceil(share * count) - 1] / 1e6;
  }
}
