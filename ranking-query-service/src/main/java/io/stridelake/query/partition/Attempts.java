package io.stridelake.query.partition;

import io.stridelake.query.problem.RestoringException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads in several steps from one state, though the state moves on. */
public final class Attempts {
  private static final int ATTEMPTS = 4;

  private Attempts() {}

  /** Tries with the newest state, which is kept from the first step on. */
  public static <T> T run(Supplier<T> read) {
    return run(ignored -> read.get());
  }

  /**
   * Tries with the newest state, which is only kept when the last attempts need that.
   *
   * @param read takes whether to keep what it reads
   */
  public static <T> T run(Function<Boolean, T> read) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return read.apply(attempt > ATTEMPTS / 2);
      } catch (SnapshotGoneException e) {
        // newer states have replaced it, or its owner has changed: start again from the newest
      }
    }
    throw new RestoringException("the rankings move faster than they can be read");
  }
}
