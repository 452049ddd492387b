package io.stridelake.query.ranking;

import io.stridelake.query.partition.SnapshotGoneException;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import java.util.function.Supplier;

/** What comes of a cursor that is older than what is kept. */
final class StaleCursor {
  private StaleCursor() {}

  /** Reads a state of before, which is there or is not. */
  static <T> T refused(Supplier<T> read) {
    try {
      return read.get();
    } catch (SnapshotGoneException e) {
      throw problem();
    }
  }

  static ProblemException problem() {
    return ProblemException.of(
        ProblemType.STALE_CURSOR, "the cursor's snapshot is not kept any more: start again");
  }
}
