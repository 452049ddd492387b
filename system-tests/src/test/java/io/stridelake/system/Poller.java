package io.stridelake.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.oracle.Row;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/**
 * Asks all the time, as front ends do, whatever happens to the system: each answer must be a 200
 * that is consistent in itself, or an honest 503. An ETag must never come with two bodies.
 */
final class Poller implements AutoCloseable {
  private static final List<String> PATHS =
      List.of(
          "/rankings/athletes?limit=100",
          "/rankings/athletes?period=month&date=2026-10-15&limit=6",
          "/rankings/steady?period=year&date=2026-06-01&limit=7",
          "/rankings/departments?limit=50",
          "/rankings/sports?period=week&date=2026-10-20",
          "/totals?period=all",
          "/totals?period=month&date=2026-05-05");

  private final Installation installation;
  private final Differences differences = new Differences();
  private final Map<String, String> bodies = new HashMap<>();
  private final Thread thread = Thread.ofVirtual().name("poller").unstarted(this::run);
  private volatile boolean closed;
  private final AtomicInteger good = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicInteger stale = new AtomicInteger();

  Poller(Installation installation) {
    this.installation = installation;
    thread.start();
  }

  int good() {
    return good.get();
  }

  /** What it saw, in words. */
  String summary() {
    return good + " consistent 200, " + unavailable + " honest 503, " + stale + " stale cursors";
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
    for (int i = 0; !closed; i++) {
      String path = PATHS.get(i % PATHS.size());
      try {
        ask(path, path, new HashSet<>(), 0);
        Thread.sleep(25);
      } catch (InterruptedException e) {
        return;
      } catch (UncheckedIOException e) {
        differences.add(path + " gave no answer: " + e.getMessage());
      } catch (RuntimeException | AssertionError e) {
        differences.add(path + " is not what was agreed: " + e);
      }
    }
  }

  /** Asks for a page and those that follow it; they are one snapshot and must fit together. */
  private void ask(String path, String page, Set<String> seen, long before) {
    Http.Answer answer = installation.http().get(installation.api(page));
    switch (answer.status()) {
      case 200 -> {
        good.incrementAndGet();
        sameBody(page, answer);
        if (page.startsWith("/rankings")) {
          follow(path, answer.json(), seen, before);
        }
      }
      case 503 -> {
        unavailable.incrementAndGet();
        differences.compare(page + " Retry-After", answer.header("Retry-After").isPresent(), true);
        differences.compare(
            page + " type", answer.json().get("type").asText(), "urn:stridelake:problem:restoring");
      }
      case 410 -> {
        stale.incrementAndGet();
        differences.compare(page + " is a cursor", page.contains("cursor="), true);
      }
      default -> differences.add(page + " answered " + answer.status() + ": " + answer.text());
    }
  }

  private void sameBody(String page, Http.Answer answer) {
    String tag = page + " " + answer.header("ETag").orElse("none");
    String body = answer.body().length + " bytes, hash " + Arrays.hashCode(answer.body());
    String before = bodies.putIfAbsent(tag, body);
    differences.compare(tag + " body", body, before == null ? body : before);
  }

  private void follow(String path, JsonNode page, Set<String> seen, long before) {
    List<Row> rows =
        StreamSupport.stream(page.get("entries").spliterator(), false).map(Row::of).toList();
    long total = page.get("total").asLong();
    differences.compare(path + " complete", page.get("complete").asBoolean(), true);
    consistent(path, rows, seen, before, total);
    JsonNode next = page.get("next");
    long after = before + rows.size();
    differences.compare(path + " has a next page at " + after, !next.isNull(), after < total);
    if (!next.isNull() && !rows.isEmpty() && !closed) {
      ask(path, path + "&cursor=" + next.asText(), seen, after);
    }
  }

  private void consistent(String path, List<Row> rows, Set<String> seen, long before, long total) {
    BigDecimal former = null;
    long formerRank = 0;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String where = path + " row " + (before + i + 1) + " of " + total + ": " + row;
      boolean descends = former == null || row.value().compareTo(former) <= 0;
      boolean tied =
          row.rank() == formerRank && former != null && row.value().compareTo(former) == 0;
      boolean ranked = row.rank() == row.position() || tied || i == 0;
      if (row.position() != before + i + 1 || !descends || !ranked || !seen.add(row.id())) {
        differences.add(where + " does not fit");
      }
      former = row.value();
      formerRank = row.rank();
    }
    if (before + rows.size() > total) {
      differences.add(path + ": more rows than the total of " + total);
    }
  }
}
