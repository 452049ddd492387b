package io.stridelake.streams;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds up the stream threads of an app between two records. Kafka's own {@code pause()} is not
 * used: it fails apps that have standbys (KafkaStreams 4.3.1, while tasks are restored).
 */
public final class Brake {
  /** Whoever holds longer than that has forgotten to let go. */
  private static final long LONGEST_MILLIS = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private volatile boolean held;

  /** Lets no further record pass until {@link #release}, or a second has gone by. */
  public void hold() {
    held = true;
  }

  /** Lets records pass. */
  public void release() {
    lock.lock();
    try {
      held = false;
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while somebody holds; called before each record. */
  public void pass() {
    if (held) {
      await();
    }
  }

  private void await() {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
      while (held && left > 0) {
        left = released.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
