package io.stridelake.standalone;

import io.stridelake.streams.RestartPauses;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part that is started anew, after a growing pause, whenever it has died, while all other parts
 * run on.
 *
 * <p>A dead part goes on answering during the pause, so that its health and status say what is
 * wrong with it; only then it is closed, and started at once. A start that fails counts as a death.
 */
final class SupervisedPart implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SupervisedPart.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofMinutes(5);

  private final String name;
  private final Supplier<Run> starter;
  private final RestartPauses pauses;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Run running;

  /**
   * One run of the part.
   *
   * @param closing ends it
   * @param death why it has died, in one line; empty while it lives
   */
  record Run(AutoCloseable closing, Supplier<Optional<String>> death) {}

  /**
   * A part that is not started yet.
   *
   * @param starter starts it; its exceptions say why it does not start
   */
  SupervisedPart(String name, Supplier<Run> starter) {
    this(name, starter, new RestartPauses(FIRST_PAUSE, LONGEST_PAUSE, QUIET, System::nanoTime));
  }

  SupervisedPart(String name, Supplier<Run> starter, RestartPauses pauses) {
    this.name = name;
    this.starter = starter;
    this.pauses = pauses;
    this.thread = Thread.ofPlatform().daemon().name("supervise-" + name).unstarted(this::supervise);
  }

  /**
   * Starts it for the first time.
   *
   * @throws RuntimeException if it does not start, which is not tried again
   */
  void start() {
    running = starter.get();
    thread.start();
  }

  @Override
  public void close() throws Exception {
    closing.countDown();
    thread.interrupt();
    thread.join();
    Run last = running;
    if (last != null) {
      last.closing().close();
    }
  }

  private void supervise() {
    try {
      while (!closing.await(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
        Run run = running;
        Optional<String> death = run == null ? Optional.empty() : run.death().get();
        if (death.isPresent()) {
          startAnew(death.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startAnew(String firstReason) throws InterruptedException {
    String reason = firstReason;
    for (int attempt = 1; ; attempt++) {
      Duration pause = pauses.next();
      log.atError()
          .addKeyValue("part", name)
          .addKeyValue("reason", reason)
          .addKeyValue("pause", pause)
          .log("Part has died, it is started anew after a pause");
      if (closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      closeDead();
      try {
        running = starter.get();
        log.atInfo()
            .addKeyValue("part", name)
            .addKeyValue("attempt", attempt)
            .log("Part runs anew");
        return;
      } catch (RuntimeException e) {
        reason = "it does not start: " + StartFailed.line(e);
        log.atDebug().setCause(e).log("Start failed");
      }
    }
  }

  private void closeDead() throws InterruptedException {
    Run dead = running;
    if (dead == null) {
      return;
    }
    try {
      dead.closing().close();
      running = null;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      running = null;
      log.atWarn().addKeyValue("part", name).setCause(e).log("Dead part failed to close");
    }
  }
}
