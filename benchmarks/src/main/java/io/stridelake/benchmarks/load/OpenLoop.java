package io.stridelake.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends requests at a steady rate over some connections. */
public final class OpenLoop implements AutoCloseable {
  private final int port;
  private final Pace pace;
  private final long most;
  private final Exchange exchange;
  private final AtomicLong next = new AtomicLong();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /** One request and what becomes of the answer. */
  @FunctionalInterface
  public interface Exchange {
    /**
     * Sends and judges.
     *
     * @param number of the request, from 0
     * @param scheduled when it was to be sent
     * @throws IOException if there is no answer, or a wrong one
     */
    void run(HttpConnection connection, long number, long scheduled) throws IOException;
  }

  /**
   * Starts to send.
   *
   * @param most after how many requests it ends by itself
   */
  public OpenLoop(
      String name, int port, int perSecond, int connections, long most, Exchange exchange) {
    this.port = port;
    this.pace = Pace.of(perSecond);
    this.most = most;
    this.exchange = exchange;
    for (int i = 0; i < connections; i++) {
      threads.add(Thread.ofPlatform().name(name + "-" + i).daemon().start(this::run));
    }
  }

  /** How many got no answer, or a wrong one. */
  public int failures() {
    return failures.get();
  }

  /** What the first of those was, or null. */
  public @Nullable String firstFailure() {
    return firstFailure.get();
  }

  /** Waits until all requests that there are to be were answered. */
  public void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Sends no more and waits for answers under way. */
  @Override
  public void close() {
    closed = true;
    try {
      join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (HttpConnection connection = new HttpConnection(port)) {
      for (long number = next.getAndIncrement();
          number < most && !closed;
          number = next.getAndIncrement()) {
        long scheduled = pace.await(number);
        if (!closed) {
          exchange(connection, number, scheduled);
        }
      }
    }
  }

  private void exchange(HttpConnection connection, long number, long scheduled) {
    try {
      exchange.run(connection, number, scheduled);
    } catch (IOException | RuntimeException e) {
      failures.incrementAndGet();
      firstFailure.compareAndSet(null, e.toString());
    }
  }
}
