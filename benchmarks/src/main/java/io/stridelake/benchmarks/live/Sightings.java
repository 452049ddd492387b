package io.stridelake.benchmarks.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stridelake.benchmarks.company.Company;
import io.stridelake.benchmarks.load.Latencies;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Knows which activities of each athlete were written and which of them somebody has seen. */
final class Sightings {
  private static final JsonFactory JSON = new JsonFactory();

  private final List<Athlete> athletes = new ArrayList<>();
  private final Latencies latencies = new Latencies();
  private final AtomicLong outstanding = new AtomicLong();

  /** One athlete; its lock guards it. */
  private static final class Athlete {
    private final Deque<Long> unseen = new ArrayDeque<>();
    private long seen;
  }

  Sightings(int tracked) {
    for (int i = 0; i < tracked; i++) {
      athletes.add(new Athlete());
    }
  }

  /** How long activities took until they were seen. */
  Latencies latencies() {
    return latencies;
  }

  /** How many were written and not seen yet. */
  long outstanding() {
    return outstanding.get();
  }

  /** An activity is about to be written. */
  void written(int athlete, long scheduled) {
    Athlete one = athletes.get(athlete);
    synchronized (one) {
      one.unseen.add(scheduled);
    }
    outstanding.incrementAndGet();
  }

  /** Before anything is written: a page says how many activities there were before. */
  void begin(byte[] page) throws IOException {
    read(
        page,
        (athlete, activities) -> {
          synchronized (athlete) {
            athlete.seen = activities;
          }
        });
  }

  /** A page was answered. */
  void page(byte[] page, long answered) throws IOException {
    read(page, (athlete, activities) -> seen(athlete, activities, answered));
  }

  private void seen(Athlete athlete, long activities, long answered) {
    synchronized (athlete) {
      while (athlete.seen < activities) {
        Long scheduled = athlete.unseen.poll();
        if (scheduled == null) {
          throw new IllegalStateException("an athlete has more activities than were written");
        }
        athlete.seen++;
        latencies.add(scheduled, answered);
        outstanding.decrementAndGet();
      }
    }
  }

  /** Told about each athlete of a page. */
  @FunctionalInterface
  private interface Row {
    void read(Athlete athlete, long activities);
  }

  private void read(byte[] page, Row row) throws IOException {
    int athlete = -1;
    try (JsonParser json = JSON.createParser(page)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          json.nextToken();
          if (field.equals("id") && json.getText().startsWith("athlete-")) {
            athlete = Company.number(json.getText());
          } else if (field.equals("activities") && athlete >= 0) {
            row.read(athletes.get(athlete), json.getLongValue());
            athlete = -1;
          }
        }
      }
    }
  }
}
