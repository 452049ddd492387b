package io.stridelake.streams.generation;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Up to which epoch of the control log an instance has done what follows from it. */
final class AppliedEpoch {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private volatile long epoch = -1;

  /** The epoch, or -1 before any. */
  long epoch() {
    return epoch;
  }

  /** Everything up to that epoch is done. */
  void reached(long now) {
    if (now == epoch) {
      return;
    }
    lock.lock();
    try {
      epoch = now;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until an epoch is reached.
   *
   * @return whether it was in time
   */
  boolean await(long wanted, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (epoch < wanted && left > 0) {
        left = moved.awaitNanos(left);
      }
      return epoch >= wanted;
    } finally {
      lock.unlock();
    }
  }
}
