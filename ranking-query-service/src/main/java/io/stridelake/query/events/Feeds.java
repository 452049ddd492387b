package io.stridelake.query.events;

import io.micronaut.http.sse.Event;
import io.stridelake.query.answer.AnswerKey;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams of versions, one feed for all who listen to the same. A feed reads its version when
 * something was written anywhere, at most ten times a second, and tells one that is new; after a
 * while without one it tells the old one again, which finds out who has gone.
 */
@Singleton
public final class Feeds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Feeds.class);
  private static final String NAME = "version";
  private static final int MOST_LISTENERS = 2_000;
  private static final int BUFFERED = 8;
  private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final ChangeWatch changes;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<AnswerKey, Feed> feeds = new HashMap<>();
  private int listeners;

  Feeds(ChangeWatch changes) {
    this.changes = changes;
  }

  /**
   * The events of one feed: the present version first, then every other one, of which a slow
   * listener may miss some, but never the last.
   *
   * @param key names the standings and the ranking
   * @param version reads the present version; null while it cannot be told
   * @throws ProblemException if too many listen already
   */
  public Publisher<Event<VersionEvent>> events(AnswerKey key, Supplier<@Nullable String> version) {
    synchronized (feeds) {
      if (listeners >= MOST_LISTENERS) {
        throw ProblemException.of(
            ProblemType.TOO_MANY_REQUESTS, "too many listen already; poll instead");
      }
    }
    return subscriber -> {
      SubmissionPublisher<Event<VersionEvent>> listener =
          new SubmissionPublisher<>(threads, BUFFERED);
      listener.subscribe(FlowAdapters.toFlowSubscriber(subscriber));
      add(key, version, listener);
    };
  }

  @Override
  @PreDestroy
  public void close() {
    threads.shutdownNow();
  }

  private void add(
      AnswerKey key,
      Supplier<@Nullable String> version,
      SubmissionPublisher<Event<VersionEvent>> listener) {
    synchronized (feeds) {
      listeners++;
      Feed feed = feeds.get(key);
      if (feed == null) {
        feed = new Feed(key, version);
        feeds.put(key, feed);
        threads.execute(feed);
      }
      feed.add(listener);
    }
  }

  /** How many listen now, those included who have gone and were not noticed yet. */
  public int listeners() {
    synchronized (feeds) {
      return listeners;
    }
  }

  /** One feed; it ends when nobody listens to it. */
  private final class Feed implements Runnable {
    private final AnswerKey key;
    private final Supplier<@Nullable String> version;
    private final Semaphore written = new Semaphore(0);
    private final List<SubmissionPublisher<Event<VersionEvent>>> mine = new ArrayList<>();
    private final Runnable onChange = this::changed;
    private @Nullable String last;

    Feed(AnswerKey key, Supplier<@Nullable String> version) {
      this.key = key;
      this.version = version;
    }

    private void changed() {
      written.release();
    }

    void add(SubmissionPublisher<Event<VersionEvent>> listener) {
      mine.add(listener);
      if (last != null) {
        tell(listener, last);
      }
    }

    @Override
    public void run() {
      changes.listen(onChange);
      try {
        long told = System.nanoTime();
        do {
          boolean beat = System.nanoTime() - told >= HEARTBEAT_NANOS;
          String now = version.get();
          if (tellAll(now, beat)) {
            told = System.nanoTime();
          }
          if (written.tryAcquire(1, TimeUnit.SECONDS)) {
            written.drainPermits();
          }
        } while (!isDone());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("Feed of versions failed");
      } finally {
        changes.forget(onChange);
        end();
      }
    }

    private boolean tellAll(@Nullable String now, boolean always) {
      synchronized (feeds) {
        if (now == null || (!always && now.equals(last))) {
          return false;
        }
        last = now;
        mine.forEach(listener -> tell(listener, now));
        return true;
      }
    }

    private boolean isDone() {
      synchronized (feeds) {
        int before = mine.size();
        mine.removeIf(listener -> !listener.hasSubscribers());
        listeners -= before - mine.size();
        if (mine.isEmpty()) {
          feeds.remove(key, this);
        }
        return mine.isEmpty();
      }
    }

    private void end() {
      synchronized (feeds) {
        feeds.remove(key, this);
        listeners -= mine.size();
        mine.forEach(SubmissionPublisher::close);
        mine.clear();
      }
    }

    /**
     * Of a full buffer the oldest version is of no use any more; the heartbeat repeats the last.
     */
    private void tell(SubmissionPublisher<Event<VersionEvent>> listener, String told) {
      listener.offer(Event.of(new VersionEvent(told)).name(NAME).id(told), null);
    }
  }
}
