package io.stridelake.ingest.quota;

import java.time.Instant;

/**
 * What is known of one limit in one kind of window. The provider's usage only grows inside a
 * window, so of answers that overtake each other the largest counts.
 */
final class Meter {
  private final Window window;
  private long number = Long.MIN_VALUE;
  private int limit;
  private int used;

  Meter(Window window) {
    this.window = window;
  }

  void learn(RateLimits.Spent spent, Instant answeredAt) {
    long answered = window.numberAt(answeredAt);
    if (answered > number) {
      number = answered;
      used = spent.used();
    } else if (answered == number) {
      used = Math.max(used, spent.used());
    }
    limit = spent.limit();
  }

  /** Whether the window that was last heard of is over. */
  boolean isStale(Instant now) {
    return window.numberAt(now) > number;
  }

  /** How many calls are left, less than 0 if there were too many. */
  int left(Instant now, double reserve, int spare) {
    int reserved = (int) Math.ceil(limit * reserve);
    return limit - reserved - spare - used(now);
  }

  Instant end(Instant now) {
    return window.endOf(Math.max(number, window.numberAt(now)));
  }

  int used(Instant now) {
    return isStale(now) ? 0 : used;
  }

  int limit() {
    return limit;
  }
}
