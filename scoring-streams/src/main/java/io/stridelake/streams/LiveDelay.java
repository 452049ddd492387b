package io.stridelake.streams;

import java.util.concurrent.atomic.LongAccumulator;

/** How long news took from the lake to the rankings of this instance, lately. */
public final class LiveDelay {
  private static final long NONE = -1;

  private final LongAccumulator worst = new LongAccumulator(Math::max, NONE);

  /** A record was applied so many milliseconds after the lake took it. */
  void applied(long millis) {
    worst.accumulate(millis);
  }

  /** The longest since the last call, in milliseconds, or -1 if there was no news. */
  public long takeWorst() {
    return worst.getThenReset();
  }
}
