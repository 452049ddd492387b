package io.stridelake.standalone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs, in the order in which it was started; it is closed the other way round. */
final class Parts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  private final Deque<Part> running = new ArrayDeque<>();
  private boolean closed;

  private record Part(String name, AutoCloseable closing) {}

  /** Adds what runs; if everything is being closed, this is closed at once. */
  void add(String name, AutoCloseable closing) {
    Part part = new Part(name, closing);
    synchronized (this) {
      if (!closed) {
        running.push(part);
        return;
      }
    }
    close(part);
  }

  @Override
  public void close() {
    while (true) {
      Part next;
      synchronized (this) {
        closed = true;
        next = running.poll();
      }
      if (next == null) {
        return;
      }
      close(next);
    }
  }

  private static void close(Part part) {
    long start = System.nanoTime();
    try {
      part.closing().close();
      log.atInfo()
          .addKeyValue("part", part.name())
          .addKeyValue("took", Duration.ofNanos(System.nanoTime() - start))
          .log("Part closed");
    } catch (Exception e) {
      log.atError().addKeyValue("part", part.name()).setCause(e).log("Part failed to close");
    }
  }
}
