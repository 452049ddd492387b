package io.stridelake.streams;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How late the records of one input partition are, though the clock that stamped them may be hours
 * away from this machine's.
 *
 * <p>What counts is not the difference between the two clocks but how it changes. Near the end of
 * the partition records are read as they are written: the smallest difference seen there stands for
 * no delay, and a record that is read later by some time is late by it. Before the end was near
 * once, nothing is known.
 *
 * <p>A stamping clock that is set forward makes the smallest difference smaller, which counts at
 * once. One that is set back is noticed by records that come after a pause, which nothing can have
 * delayed for long: the second of these that is late by the same time sets the difference anew.
 */
final class RecordAge {
  private static final Duration QUIET = Duration.ofMillis(500);

  /** Clocks drift apart by less than this. */
  private static final double DRIFT = 1e-4;

  /** Records after two pauses that are late by the same time, give or take this. */
  private static final long SAME_MILLIS = 5_000;

  private final LongSupplier nanoClock;
  private boolean begun;
  private long last;
  private boolean known;
  private long smallest;
  private boolean paused;
  private long afterPause;

  /** Measures with a monotonic clock, in nanoseconds. */
  RecordAge(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * Takes note that a record was read now.
   *
   * @param timestamp by whichever clock, in milliseconds
   * @param nearEnd whether few records are behind it
   * @return by how many milliseconds it is late, 0 or more; nothing before the end was near once
   */
  OptionalLong read(long timestamp, boolean nearEnd) {
    long now = nanoClock.getAsLong();
    long difference = Duration.ofNanos(now).toMillis() - timestamp;
    boolean wasQuiet = begun && now - last >= QUIET.toNanos();
    if (known) {
      smallest = Math.min(difference, smallest + Math.round((now - last) * DRIFT / 1e6));
    } else if (nearEnd) {
      known = true;
      smallest = difference;
    }
    if (known && nearEnd && wasQuiet) {
      quiet(difference);
    }
    begun = true;
    last = now;
    return known ? OptionalLong.of(difference - smallest) : OptionalLong.empty();
  }

  /** Whether nothing has been read for so long that nothing can be left to replay. */
  boolean isQuiet() {
    return begun && nanoClock.getAsLong() - last >= QUIET.toNanos();
  }

  private void quiet(long difference) {
    if (paused && Math.abs(difference - afterPause) <= SAME_MILLIS) {
      smallest = Math.min(difference, afterPause);
    }
    paused = true;
    afterPause = difference;
  }
}
