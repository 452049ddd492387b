package io.stridelake.system;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Collects what is not as it should be, readably; safe for many threads. */
final class Differences {
  private static final int SHOWN = 12;

  private final Queue<String> first = new ConcurrentLinkedQueue<>();
  private final AtomicLong found = new AtomicLong();
  private final AtomicLong compared = new AtomicLong();

  void compare(String where, @Nullable Object actual, @Nullable Object expected) {
    compared.incrementAndGet();
    if (!Objects.equals(actual, expected)) {
      add(where + "\n    is        " + actual + "\n    should be " + expected);
    }
  }

  /** Compares lists and tells of the first row that differs. */
  void compareRows(String where, List<?> actual, List<?> expected) {
    compared.addAndGet(Math.max(1, expected.size()));
    if (actual.equals(expected)) {
      return;
    }
    for (int i = 0; i < Math.max(actual.size(), expected.size()); i++) {
      Object is = i < actual.size() ? actual.get(i) : "missing";
      Object should = i < expected.size() ? expected.get(i) : "nothing";
      if (!is.equals(should)) {
        add(
            "%s: %d rows of %d, row %d%n    is        %s%n    should be %s"
                .formatted(where, actual.size(), expected.size(), i + 1, is, should));
        return;
      }
    }
  }

  void add(String difference) {
    if (found.incrementAndGet() <= SHOWN) {
      first.add(difference);
    }
  }

  long compared() {
    return compared.get();
  }

  void assertNone() {
    if (found.get() > 0) {
      throw new AssertionError(
          found.get() + " differences, the first:\n" + String.join("\n", first));
    }
  }
}
