package io.stridelake.streams;

import io.micronaut.context.annotation.Context;
import io.stridelake.streams.generation.GenerationRunner;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the apps of the active generation, and tells of the first that has failed for good; a
 * service that no longer follows the control log is as dead.
 */
@Context
final class FailureWatch {
  private static final Logger log = LoggerFactory.getLogger(FailureWatch.class);
  private static final Duration PERIOD = Duration.ofMillis(500);

  /** Threads may be about to start; those that have ended do not come back. */
  private static final int LOOKS_AT_ENDED_THREADS = 3;

  private final GenerationRunner runner;
  private final AppFailures failures;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("failure-watch").unstarted(this::run);

  FailureWatch(GenerationRunner runner, AppFailures failures) {
    this.runner = runner;
    this.failures = failures;
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void close() {
    closed.countDown();
  }

  private void run() {
    try {
      int ended = 0;
      while (!closed.await(PERIOD.toNanos(), TimeUnit.NANOSECONDS)) {
        Optional<StreamsApp> failed = failed();
        if (failed.isPresent()) {
          tell(failed.get().applicationId(), failed.get().failure().orElseThrow());
          return;
        }
        ended = runner.isAlive() ? 0 : ended + 1;
        if (ended == LOOKS_AT_ENDED_THREADS) {
          tell("stridelake.control", "nothing follows the control log any more");
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<StreamsApp> failed() {
    return runner
        .active()
        .flatMap(
            served ->
                Stream.of(served.catalogue(), served.ranking())
                    .filter(StreamsApp::hasFailed)
                    .findFirst());
  }

  private void tell(String applicationId, String reason) {
    log.atError()
        .addKeyValue("application", applicationId)
        .addKeyValue("reason", reason)
        .log("What rankings are derived by has failed for good");
    failures.failed(applicationId, reason);
  }
}
