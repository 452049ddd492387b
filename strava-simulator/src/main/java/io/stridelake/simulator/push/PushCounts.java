package io.stridelake.simulator.push;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what becomes of events, and wakes who waits for the last one. */
final class PushCounts {
  final AtomicLong published = new AtomicLong();
  final AtomicLong lost = new AtomicLong();
  final AtomicLong duplicated = new AtomicLong();
  final AtomicLong forged = new AtomicLong();
  final AtomicLong unsubscribed = new AtomicLong();
  final AtomicLong attempts = new AtomicLong();
  private long queued;
  private long delivered;
  private long failed;

  synchronized void begin() {
    queued++;
  }

  synchronized void end(boolean success) {
    queued--;
    if (success) {
      delivered++;
    } else {
      failed++;
    }
    notifyAll();
  }

  synchronized boolean awaitNothingQueued(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (queued > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized PushCounters snapshot() {
    return new PushCounters(
        queued,
        published.get(),
        delivered,
        failed,
        lost.get(),
        duplicated.get(),
        forged.get(),
        unsubscribed.get(),
        attempts.get());
  }
}
