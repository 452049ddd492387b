package io.stridelake.query.cursor;

import io.stridelake.query.partition.SnapshotGoneException;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import java.util.function.Supplier;

/** What comes of a cursor that is older than what is kept. */
public final class StaleCursor {
  private StaleCursor() {}

  /** Reads a state of before, which is there or is not. */
  public static <T> T refused(Supplier<T> read) {
    try {
      return read.get();
    } catch (SnapshotGoneException e) {
      throw problem();
    }
  }

  /** The problem: 410. */
  public static ProblemException problem() {
    return ProblemException.of(
        ProblemType.STALE_CURSOR, "the cursor's snapshot is not kept any more: start again");
  }
}
