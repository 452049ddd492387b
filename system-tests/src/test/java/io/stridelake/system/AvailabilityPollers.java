package io.stridelake.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.system.company.MovingWalkers;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.oracle.Row;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Many who ask all the time, as front ends do. Each answer is counted, and held against what the
 * walkers did: wrong is what no moment of their history was.
 */
final class AvailabilityPollers implements AutoCloseable {
  private static final int THREADS = 4;
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** What was sent so long ago must be seen, unless its owner was killed since. */
  private static final Duration STALENESS = Duration.ofSeconds(5);

  private final Function<String, Http.Answer> api;
  private final MovingWalkers walkers;
  private final Differences differences = new Differences();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger stale = new AtomicInteger();
  private final AtomicInteger boards = new AtomicInteger();
  private final AtomicInteger staleCursors = new AtomicInteger();
  private volatile boolean closed;

  /** Since when owners may be away, by {@code nanoTime}; in the far future while none is. */
  private volatile long outage = Long.MAX_VALUE;

  AvailabilityPollers(Installation installation, MovingWalkers walkers) {
    this(path -> installation.http().get(installation.api(path)), walkers);
  }

  /** Asks through the given function, which gets paths below {@code /api/v1}. */
  AvailabilityPollers(Function<String, Http.Answer> api, MovingWalkers walkers) {
    this.api = api;
    this.walkers = walkers;
  }

  void start() {
    for (int i = 0; i < THREADS; i++) {
      threads.add(Thread.ofVirtual().name("poller-" + i).start(this::run));
    }
  }

  /** From now on states may be as old as they are now. */
  void outageBegins() {
    outage = System.nanoTime();
  }

  void outageIsOver() {
    outage = Long.MAX_VALUE;
  }

  int asked() {
    return asked.get();
  }

  int answered() {
    return answered.get();
  }

  /** How many answers came in part from standbys. */
  int stale() {
    return stale.get();
  }

  /** How many whole boards were held against the history. */
  int boards() {
    return boards.get();
  }

  String summary() {
    return "%d asked, %d answered (%.3f %%), %d of them in part by standbys; %d boards, 0 wrong; %d stale cursors"
        .formatted(
            asked(),
            answered(),
            100.0 * answered() / asked(),
            stale(),
            boards(),
            staleCursors.get());
  }

  /** Ends asking, and throws if any answer was wrong. */
  void stop() throws InterruptedException {
    close();
    for (Thread thread : threads) {
      thread.join();
    }
    differences.assertNone();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void run() {
    String board = "/rankings/athletes?" + MovingWalkers.PERIOD + "&limit=";
    try {
      for (int i = 0; !closed; i++) {
        switch (i % 4) {
          case 0, 2 -> pages(board + "100");
          case 1 -> totals("/totals?" + MovingWalkers.PERIOD);
          default -> pages(board + "7");
        }
        member("/rankings/athletes/members/" + walkers.anyone() + "?" + MovingWalkers.PERIOD);
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | AssertionError e) {
      differences.add("an answer is not what was agreed: " + e);
    }
  }

  /** A board from its first page to its last, which are one state. */
  private void pages(String path) {
    long oldest = oldest();
    JsonNode page = ask(path);
    List<Row> rows = new ArrayList<>();
    while (page != null) {
      rows.addAll(rows(page));
      JsonNode next = page.get("next");
      if (next.isNull()) {
        boards.incrementAndGet();
        String flaw = walkers.flaw(rows, oldest);
        if (!flaw.isEmpty()) {
          differences.add(path + ": " + flaw);
        }
        return;
      }
      page = follow(path + "&cursor=" + next.asText());
    }
  }

  static List<Row> rows(JsonNode page) {
    return StreamSupport.stream(page.get("entries").spliterator(), false).map(Row::of).toList();
  }

  /** Nobody ever comes or goes: a partition that is missing, or half a change, would show. */
  private void totals(String path) {
    JsonNode totals = ask(path);
    if (totals != null) {
      JsonNode company = totals.get("company");
      differences.compare(path + " athletes", company.get("athletes").asInt(), walkers.count());
      differences.compare(path + " activities", company.get("activities").asInt(), walkers.count());
    }
  }

  private void member(String path) {
    JsonNode member = ask(path);
    if (member != null) {
      differences.compare(path + " total", member.get("total").asInt(), walkers.count());
      differences.compare(path + " is on the board", !member.get("entry").isNull(), true);
    }
  }

  private long oldest() {
    return Math.min(System.nanoTime(), outage) - STALENESS.toNanos();
  }

  /** A cursor's page, or null when its snapshot went with its owner. */
  private @Nullable JsonNode follow(String path) {
    Http.Answer answer = api.apply(path);
    if (answer.status() == 410) {
      staleCursors.incrementAndGet();
      return null;
    }
    return checked(path, answer);
  }

  private @Nullable JsonNode ask(String path) {
    asked.incrementAndGet();
    try {
      Http.Answer answer = api.apply(path);
      if (answer.status() == 200) {
        answered.incrementAndGet();
        if (answer.header("Stridelake-Stale").isPresent()) {
          stale.incrementAndGet();
        }
      }
      return checked(path, answer);
    } catch (UncheckedIOException e) {
      differences.add(path + " gave no answer: " + e.getMessage());
      return null;
    }
  }

  private @Nullable JsonNode checked(String path, Http.Answer answer) {
    if (answer.status() != 200) {
      differences.compare(path + " status", answer.status(), 503);
      differences.compare(path + " Retry-After", answer.header("Retry-After").isPresent(), true);
      return null;
    }
    String tag = path + " " + answer.header("ETag").orElse("none");
    String before = bodies.putIfAbsent(tag, answer.text());
    differences.compare(tag, answer.text(), before == null ? answer.text() : before);
    JsonNode body = answer.json();
    differences.compare(path + " complete", body.get("complete").asBoolean(), true);
    return body;
  }
}
