package io.stridelake.streams;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long something that failed waits before it is tried again: the first pause, then twice the
 * pause before, up to the longest. After a quiet time without a failure the first pause comes
 * again. Any thread may ask.
 */
public final class RestartPauses {
  private final Duration first;
  private final Duration longest;
  private final Duration quiet;
  private final LongSupplier nanoTime;
  private @Nullable Duration last;
  private long end;

  /**
   * Pauses of a thing that has not failed yet.
   *
   * @param quiet how long after the end of a pause nothing must fail for the first pause to come
   *     again
   * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
   * @throws IllegalArgumentException if the first pause is not positive or longer than the longest
   */
  public RestartPauses(Duration first, Duration longest, Duration quiet, LongSupplier nanoTime) {
    if (!first.isPositive() || first.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "first pause " + first + " (expected more than 0, at most " + longest + ")");
    }
    this.first = first;
    this.longest = longest;
    this.quiet = quiet;
    this.nanoTime = nanoTime;
  }

  /**
   * The pause after a failure that happened now. Failures that come while another pause lasts, such
   * as those of several threads in one outage, end together with it and count as one.
   */
  public synchronized Duration next() {
    long now = nanoTime.getAsLong();
    if (last != null && end - now > 0) {
      return Duration.ofNanos(end - now);
    }
    if (last == null || now - end > quiet.toNanos()) {
      last = first;
    } else {
      Duration twice = last.multipliedBy(2);
      last = twice.compareTo(longest) > 0 ? longest : twice;
    }
    end = now + last.toNanos();
    return last;
  }
}
