package io.stridelake.simulator.push;

import io.micronaut.json.JsonMapper;
import io.stridelake.simulator.SimulatorConfiguration;
import io.stridelake.simulator.faults.FaultSwitch;
import io.stridelake.simulator.journal.Journal;
import io.stridelake.simulator.journal.JournalEntry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Delivers events to the callback as Strava does: at most three attempts, then never again.
 *
 * <p>A dispatcher starts deliveries in the order of publication (unless told to reorder), several
 * at once, so that the order of arrival is likely but not guaranteed.
 */
@Singleton
public class EventPusher {
  private static final int ATTEMPTS = 3;
  private static final long REORDER_IDLE_MILLIS = 100;

  private final SimulatorConfiguration configuration;
  private final Subscriptions subscriptions;
  private final Callback callback;
  private final FaultSwitch faults;
  private final Journal journal;
  private final JsonMapper mapper;
  private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
  private final Semaphore slots;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong number = new AtomicLong();
  private final PushCounts counts = new PushCounts();

  EventPusher(
      SimulatorConfiguration configuration,
      Subscriptions subscriptions,
      Callback callback,
      FaultSwitch faults,
      Journal journal,
      JsonMapper mapper) {
    this.configuration = configuration;
    this.subscriptions = subscriptions;
    this.callback = callback;
    this.faults = faults;
    this.journal = journal;
    this.mapper = mapper;
    this.slots = new Semaphore(configuration.pushConcurrency(), true);
    journal.recovered().events().forEach(this::resume);
    threads.execute(this::dispatch);
  }

  /** Sends an event to the subscription, if there is one; faults may lose or repeat it. */
  public void publish(PushEvent event) {
    counts.published.incrementAndGet();
    Optional<Subscription> subscription = subscriptions.current();
    if (subscription.isEmpty()) {
      counts.unsubscribed.incrementAndGet();
    } else if (faults.strikes(faults.faults().loseEventRate())) {
      counts.lost.incrementAndGet();
    } else {
      PushEvent addressed = event.to(subscription.get().id());
      keepAndEnqueue(addressed);
      if (faults.strikes(faults.faults().duplicateEventRate())) {
        counts.duplicated.incrementAndGet();
        keepAndEnqueue(addressed);
      }
    }
  }

  /** Sends an event that no change stands behind, exactly as given. */
  public void forge(PushEvent event) {
    counts.forged.incrementAndGet();
    keepAndEnqueue(event);
  }

  public PushCounters counters() {
    return counts.snapshot();
  }

  /** Waits until every event has come to an end; false when that takes too long. */
  public boolean awaitDrained(Duration patience) throws InterruptedException {
    return counts.awaitNothingQueued(patience);
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }

  private void resume(long eventNumber, PushEvent event) {
    number.accumulateAndGet(eventNumber, Math::max);
    counts.begin();
    queue.add(new Delivery(eventNumber, event));
  }

  private void keepAndEnqueue(PushEvent event) {
    Delivery delivery = new Delivery(number.incrementAndGet(), event);
    journal.append(JournalEntry.of(event, delivery.number()));
    counts.begin();
    queue.add(delivery);
  }

  private void dispatch() {
    List<Delivery> waiting = new ArrayList<>();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Delivery next = next(waiting);
        if (next != null) {
          slots.acquire();
          threads.execute(() -> deliver(next));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next in order, or one of the waiting ones while the order is disturbed. */
  private @Nullable Delivery next(List<Delivery> waiting) throws InterruptedException {
    if (waiting.isEmpty() && faults.faults().reorderWindow() == 0) {
      return queue.poll(REORDER_IDLE_MILLIS, TimeUnit.MILLISECONDS);
    }
    Delivery arrived = queue.poll(REORDER_IDLE_MILLIS, TimeUnit.MILLISECONDS);
    if (arrived != null) {
      waiting.add(arrived);
    }
    boolean draw = waiting.size() > faults.faults().reorderWindow() || arrived == null;
    return draw && !waiting.isEmpty() ? waiting.remove(faults.pick(waiting.size())) : null;
  }

  private void deliver(Delivery delivery) {
    try {
      boolean delivered = firstAttempt(delivery);
      for (int attempt = 2; attempt <= ATTEMPTS && !delivered; attempt++) {
        Thread.sleep(configuration.retrySpacing());
        delivered = attempt(delivery);
      }
      counts.end(delivered);
      journal.append(JournalEntry.eventDone(delivery.number()));
    } catch (InterruptedException e) {
      // Shutting down: the event stays in the journal and goes out after the next start.
      Thread.currentThread().interrupt();
    }
  }

  private boolean firstAttempt(Delivery delivery) throws InterruptedException {
    try {
      return attempt(delivery);
    } finally {
      slots.release();
    }
  }

  private boolean attempt(Delivery delivery) throws InterruptedException {
    Optional<Subscription> subscription = subscriptions.current();
    if (subscription.isEmpty()) {
      return false;
    }
    counts.attempts.incrementAndGet();
    return callback.accepts(subscription.get().callbackUrl(), body(delivery.event()));
  }

  private byte[] body(PushEvent event) {
    try {
      return mapper.writeValueAsBytes(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Delivery(long number, PushEvent event) {}
}
