package io.stridelake.ranking.leaderboard;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Whether a partition's rows are those of whole input records, or a batch of restored rows may have
 * ended in the middle of one. Changed only under the lock of the boards.
 */
final class Settling {
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Condition settles;
  private volatile boolean settled = true;
  private volatile long batches;

  Settling(Lock lock) {
    this.settles = lock.newCondition();
  }

  /** A batch is about to be written. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // only under the lock
  void disturb() {
    settled = false;
    batches++;
  }

  /** The rows are those of whole input records. */
  void settle() {
    if (!settled) {
      settled = true;
      settles.signalAll();
    }
  }

  /**
   * Waits a while, without the lock, until the rows can be shown.
   *
   * @throws InvalidStateStoreException if they cannot
   */
  void await() {
    long left = PATIENCE_NANOS;
    try {
      while (!settled && left > 0) {
        left = settles.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!settled) {
      throw new InvalidStateStoreException("rows are being restored");
    }
  }

  /**
   * Names the present rows for as long as no more are restored; nothing while they may be parts of
   * input records. Needs no lock.
   */
  OptionalLong name() {
    long count = batches;
    return settled && count == batches ? OptionalLong.of(count) : OptionalLong.empty();
  }
}
