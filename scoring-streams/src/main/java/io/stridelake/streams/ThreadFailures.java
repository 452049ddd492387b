package io.stridelake.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of an app whose stream thread failed: an outage that Kafka Streams gave up
 * on is tried again by a new thread after a pause, anything else stops the app for good.
 *
 * <p>The pause is spent on the failed thread, which stays a member of the group meanwhile: nobody
 * takes over its partitions, for whom Kafka would be away as well.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ThreadFailures.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofMinutes(1);

  /** How Kafka Streams names the record at which processing failed. */
  private static final Pattern RECORD =
      Pattern.compile("topic=([^,]+), partition=(\\d+), offset=(\\d+)");

  private final String applicationId;
  private final RestartPauses pauses;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Pause pause;
  private final AtomicLong outages = new AtomicLong();
  private volatile @Nullable Throwable bug;

  /** Waits for a time, or until the app is closed; says whether it is closed. */
  interface Pause {
    boolean await(Duration time, CountDownLatch closed) throws InterruptedException;
  }

  ThreadFailures(String applicationId) {
    this(
        applicationId,
        new RestartPauses(FIRST_PAUSE, LONGEST_PAUSE, QUIET, System::nanoTime),
        (time, closed) -> closed.await(time.toNanos(), TimeUnit.NANOSECONDS));
  }

  ThreadFailures(String applicationId, RestartPauses pauses, Pause pause) {
    this.applicationId = applicationId;
    this.pauses = pauses;
    this.pause = pause;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable exception) {
    if (!isOutage(exception)) {
      bug = exception;
      log.atError()
          .addKeyValue("application", applicationId)
          .setCause(exception)
          .log("Stream thread failed, the app stops for good");
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    Duration time = pauses.next();
    log.atWarn()
        .addKeyValue("application", applicationId)
        .addKeyValue("cause", line(root(exception)))
        .addKeyValue("outages", outages.incrementAndGet())
        .addKeyValue("pause", time)
        .log("Kafka Streams gave up on an outage, a new thread goes on after a pause");
    try {
      pause.await(time, closed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // An app that is being closed makes no new thread of this.
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Ends the pauses that last; later ones end at once. */
  void close() {
    closed.countDown();
  }

  /** How many threads have failed in outages. */
  long outages() {
    return outages.get();
  }

  /** Why the app has stopped for good, in one line; empty if it has not. */
  Optional<String> bug() {
    return Optional.ofNullable(bug).map(ThreadFailures::line);
  }

  /**
   * Whether it may go well the next time. A record that arrived damaged will not: Kafka marks it
   * retriable, but it is as damaged when it is read again.
   */
  static boolean isOutage(Throwable exception) {
    boolean retriable = false;
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof CorruptRecordException) {
        return false;
      }
      retriable |= cause instanceof RetriableException;
    }
    return retriable;
  }

  /** The root cause in one line, with the record at which it happened if that is known. */
  static String line(Throwable exception) {
    String text = root(exception).toString().lines().findFirst().orElse("unknown");
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      Matcher record = RECORD.matcher(String.valueOf(cause.getMessage()));
      if (record.find()) {
        return "%s (at offset %s of %s-%s)"
            .formatted(text, record.group(3), record.group(1), record.group(2));
      }
    }
    return text;
  }

  private static Throwable root(Throwable exception) {
    Throwable root = exception;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
