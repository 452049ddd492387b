package io.stridelake.benchmarks.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.benchmarks.company.Company;
import io.stridelake.benchmarks.load.HttpConnection;
import io.stridelake.benchmarks.load.HttpConnection.Reply;
import io.stridelake.benchmarks.load.HttpConnection.Request;
import io.stridelake.benchmarks.load.Latencies;
import io.stridelake.benchmarks.load.OpenLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** What front ends ask, again and again. */
final class Polls implements OpenLoop.Exchange {
  private static final String ATHLETES = "/api/v1/rankings/athletes";
  private static final int OF_EACH_DEPARTMENT = 4;
  private static final String COMPLETE = "\"complete\":true";

  private final List<String> paths = new ArrayList<>();
  private final Map<String, String> tags = new ConcurrentHashMap<>();
  private final Latencies latencies = new Latencies();
  private final Sightings sightings;

  Polls(int departments, Sightings sightings) {
    this.sightings = sightings;
    for (int i = 0; i < OF_EACH_DEPARTMENT; i++) {
      for (int department = 0; department < departments; department++) {
        paths.add(departmentPage(department));
      }
      paths.add(ATHLETES);
    }
    for (int i = 0; i < 2; i++) {
      paths.add("/api/v1/totals");
      paths.add("/api/v1/rankings/departments");
      paths.add(ATHLETES + "/members/" + Company.id(i).value());
    }
    Collections.shuffle(paths, new Random(20_261_122));
  }

  /** The page of a department, with all of its athletes. */
  static String departmentPage(int department) {
    return ATHLETES
        + "?department="
        + Company.department(department)
        + "&limit="
        + Company.DEPARTMENT;
  }

  /** How long answers took. */
  Latencies latencies() {
    return latencies;
  }

  @Override
  public void run(HttpConnection connection, long number, long scheduled) throws IOException {
    String path = paths.get((int) (number % paths.size()));
    String known = tags.get(path);
    Reply reply = connection.send(Request.get(path, known));
    long answered = System.nanoTime();
    switch (reply.status()) {
      case 304 -> latencies.add(scheduled, answered);
      case 200 -> {
        latencies.add(scheduled, answered);
        full(path, reply, answered);
      }
      default ->
          throw new IOException(
              path + " answered " + reply.status() + ": " + new String(reply.body(), UTF_8));
    }
  }

  private void full(String path, Reply reply, long answered) throws IOException {
    String tag = reply.tag();
    if (tag == null) {
      throw new IOException(path + " answered without an ETag");
    }
    boolean isNew = !tag.equals(tags.put(path, tag));
    boolean shows = path.contains("?department=");
    if (shows && !new String(reply.body(), UTF_8).contains(COMPLETE)) {
      throw new IOException(path + " is not complete");
    }
    if (shows && isNew) {
      sightings.page(reply.body(), answered);
    }
  }
}
