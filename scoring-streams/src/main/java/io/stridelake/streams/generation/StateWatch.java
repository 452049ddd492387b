package io.stridelake.streams.generation;

import io.stridelake.generation.ControlLog;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.UnknownCommandException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the control log on a thread of its own, as long as the service lives. */
final class StateWatch {
  private static final Logger log = LoggerFactory.getLogger(StateWatch.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ControlLog control;
  private final Consumer<ControlState> follower;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("control-log").unstarted(this::follow);
  private volatile ControlState state;
  private volatile ControlLog.@Nullable Follower following;
  private volatile boolean closed;

  /**
   * A watch that does not follow yet.
   *
   * @param state the one to begin with, which the follower knows
   * @param follower is told each other state, on the thread of the watch
   */
  StateWatch(ControlLog control, ControlState state, Consumer<ControlState> follower) {
    this.control = control;
    this.state = state;
    this.follower = follower;
  }

  void start() {
    thread.start();
  }

  /** Follows no longer; the former state stays. */
  void close() {
    closed = true;
    ControlLog.Follower current = following;
    if (current == null) {
      thread.interrupt();
    } else {
      current.stop();
    }
  }

  /** What the log comes to, as far as this instance has read it. */
  ControlState state() {
    return state;
  }

  /**
   * Waits until this instance has read up to an epoch.
   *
   * @return whether it has
   */
  boolean await(long epoch, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (state.epoch() < epoch && left > 0) {
        left = moved.awaitNanos(left);
      }
      return state.epoch() >= epoch;
    } finally {
      lock.unlock();
    }
  }

  private void follow() {
    while (!closed) {
      try (ControlLog.Follower current = control.follow()) {
        following = current;
        follow(current);
      } catch (WakeupException e) {
        return;
      } catch (UnknownCommandException e) {
        log.atError()
            .setCause(e)
            .log("The control log is of a newer version: this instance stays as it is");
        return;
      } catch (KafkaException e) {
        pause(e);
      }
    }
  }

  private void follow(ControlLog.Follower current) {
    while (!closed) {
      ControlState next = current.next(POLL);
      if (current.isAtEnd() && !next.equals(state)) {
        become(next);
      }
    }
  }

  private void become(ControlState next) {
    lock.lock();
    try {
      state = next;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    follower.accept(next);
  }

  private void pause(KafkaException failure) {
    if (closed) {
      return;
    }
    log.atWarn().setCause(failure).log("Control log cannot be read, trying again");
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
