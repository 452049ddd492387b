package io.stridelake.streams.generation;

import io.stridelake.generation.ControlLog;
import io.stridelake.generation.ControlState;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the control log on a thread of its own, for as long as the service lives. It only reads:
 * what follows from a state is the work of the {@link Reconciler}, so that no failure there can
 * lose a line here.
 */
final class StateWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StateWatch.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ControlLog control;
  private final Runnable changed;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("control-log").unstarted(this::follow);
  private volatile @Nullable ControlState state;
  private volatile ControlLog.@Nullable Follower following;
  private volatile boolean closed;

  /**
   * A watch that does not read yet.
   *
   * @param changed is run after each change of the state, on the thread of the watch; must not
   *     block
   */
  StateWatch(ControlLog control, Runnable changed) {
    this.control = control;
    this.changed = changed;
  }

  void start() {
    thread.start();
  }

  /** Reads no longer; the last state stays. */
  @Override
  public void close() {
    closed = true;
    ControlLog.Follower current = following;
    if (current == null) {
      thread.interrupt();
    } else {
      current.stop();
    }
  }

  /** What the log comes to as far as it was read; empty until its end was reached once. */
  Optional<ControlState> state() {
    return Optional.ofNullable(state);
  }

  /** Whether lines that come are still read. */
  boolean isAlive() {
    return thread.isAlive();
  }

  private void follow() {
    while (!closed) {
      try (ControlLog.Follower current = control.follow()) {
        following = current;
        follow(current);
      } catch (WakeupException | InterruptException e) {
        // Nobody else wakes it up than close().
        log.atDebug().setCause(e).log("Control log is read no longer");
        return;
      } catch (RuntimeException e) {
        following = null;
        pause(e);
      }
    }
  }

  private void follow(ControlLog.Follower current) {
    while (!closed) {
      ControlState next = current.next(POLL);
      if (current.isAtEnd() && !next.equals(state)) {
        state = next;
        log.atInfo()
            .addKeyValue("epoch", next.epoch())
            .addKeyValue("generations", next.generations().values())
            .log("Control log moves on");
        changed.run();
      }
    }
  }

  private void pause(RuntimeException failure) {
    if (closed) {
      return;
    }
    log.atWarn()
        .addKeyValue("reason", failure.toString())
        .log("Control log cannot be read, trying again");
    log.atDebug().setCause(failure).log("Why the control log cannot be read");
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }
}
