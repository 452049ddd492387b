package io.stridelake.streams.mark;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends a wait that makes no progress, and never one that makes some: how long the whole takes
 * depends on how much there is.
 */
public final class StallLimit {
  private final long nanos;
  private final LongSupplier nanoClock;
  private @Nullable Object progress;
  private long since;

  /** A wait that begins now and may stand still for so long. */
  public StallLimit(Duration limit) {
    this(limit, System::nanoTime);
  }

  StallLimit(Duration limit, LongSupplier nanoClock) {
    this.nanos = limit.toNanos();
    this.nanoClock = nanoClock;
    this.since = nanoClock.getAsLong();
  }

  /**
   * Whether nothing has changed for too long.
   *
   * @param now how far it is; compared with what was given before
   */
  public boolean isStalled(Object now) {
    if (!Objects.equals(now, progress)) {
      progress = now;
      since = nanoClock.getAsLong();
    }
    return nanoClock.getAsLong() - since > nanos;
  }
}
