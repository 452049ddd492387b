package io.stridelake.system;

import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks for one board all the time: each answer must be the truth, or an honest 503. */
final class GenerationPoller implements AutoCloseable {
  private static final long PAUSE_MILLIS = 20;

  private final Installation installation;
  private final Truth truth;
  private final Differences differences = new Differences();
  private final AtomicInteger good = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final Thread thread = Thread.ofVirtual().name("poller").unstarted(this::run);
  private volatile boolean closed;

  /** What an answer may say. */
  @FunctionalInterface
  interface Truth {
    boolean isAnswer(Http.Answer answer);
  }

  GenerationPoller(Installation installation, Truth truth) {
    this.installation = installation;
    this.truth = truth;
    thread.start();
  }

  int good() {
    return good.get();
  }

  /** What it saw, in words. */
  String summary() {
    return good + " right answers, " + unavailable + " honest 503";
  }

  /** Ends asking and throws if any answer was wrong. */
  void stop() throws InterruptedException {
    close();
    thread.join();
    differences.assertNone();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void run() {
    while (!closed) {
      try {
        ask();
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (UncheckedIOException e) {
        differences.add("no answer: " + e.getMessage());
      }
    }
  }

  private void ask() {
    Http.Answer answer = installation.http().get(installation.api("/rankings/athletes?limit=100"));
    if (answer.status() == 503) {
      unavailable.incrementAndGet();
      differences.compare("Retry-After", answer.header("Retry-After").isPresent(), true);
    } else if (truth.isAnswer(answer)) {
      good.incrementAndGet();
    } else {
      differences.add("answered " + answer.status() + ": " + answer.text());
    }
  }
}
