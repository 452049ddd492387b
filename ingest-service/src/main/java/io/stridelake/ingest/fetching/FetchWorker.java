package io.stridelake.ingest.fetching;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what the inbox announces. When Kafka fails it begins a new session; a bug ends it for
 * good, and liveness says so.
 */
@Singleton
public final class FetchWorker {
  private static final Logger log = LoggerFactory.getLogger(FetchWorker.class);
  private static final Duration RESTART = Duration.ofSeconds(1);

  private final FetchTools tools;
  private final Thread thread = Thread.ofPlatform().name("fetch loop").unstarted(this::run);
  private volatile boolean stopping;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable FetchSession session;

  FetchWorker(FetchTools tools) {
    this.tools = tools;
  }

  /** Starts fetching. The topics must exist and the tables be read. */
  public void start() {
    thread.start();
  }

  /** The bug that ended it, if one did. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** What it is at. */
  public FetchStatus status() {
    FetchSession current = session;
    return current == null ? FetchStatus.IDLE : current.status();
  }

  /** Lets calls under way end and stores what they bring. */
  @PreDestroy
  public void close() {
    stopping = true;
    FetchSession current = session;
    if (current != null) {
      current.stop();
    }
    if (!thread.isAlive()) {
      // Kafka never answered; a start that comes after this ends at once.
      return;
    }
    try {
      if (!thread.join(tools.config().shutdownPatience().plus(RESTART.multipliedBy(3)))) {
        thread.interrupt();
        thread.join(RESTART);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      try {
        runSession();
      } catch (RuntimeException e) {
        if (stopping) {
          return;
        }
        if (!isOutage(e)) {
          failure = e;
          log.atError().setCause(e).log("Fetching stopped by a bug");
          return;
        }
        log.atWarn().setCause(e).log("Fetching starts over");
        pause();
      }
    }
  }

  private void runSession() {
    FetchSession begun = new FetchSession(tools);
    session = begun;
    try {
      if (!stopping) {
        begun.run();
      }
    } finally {
      session = null;
      begun.close();
    }
  }

  /** Kafka's own exceptions are outages, but for those that would come again for ever. */
  private static boolean isOutage(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException || cause instanceof AuthorizationException) {
        return false;
      }
      if (cause instanceof RuntimeException && !(cause instanceof KafkaException)) {
        return false;
      }
    }
    return e instanceof KafkaException;
  }

  private void pause() {
    try {
      Thread.sleep(RESTART);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
