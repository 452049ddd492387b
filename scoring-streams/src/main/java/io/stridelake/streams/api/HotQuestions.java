package io.stridelake.streams.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The boards that somebody asked for lately, each with the last question about it. */
final class HotQuestions {
  private static final int MOST = 256;
  private static final Duration LATELY = Duration.ofMinutes(5);

  private final LongSupplier nanoClock;
  private final Map<Board, Asked> asked = new LinkedHashMap<>(16, 0.75f, true);

  /** A look at a board; its members and its groups are looked at in different ways. */
  private record Board(BoardQuestion.View view, boolean groups) {}

  /** A question. */
  record Asked(BoardQuestion.View view, BoardQuestion.AboutBoard about, long nanos) {}

  HotQuestions(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Notes that a question was answered. */
  synchronized void asked(BoardQuestion.View view, BoardQuestion.AboutBoard about) {
    asked.put(
        new Board(view, about instanceof BoardQuestion.Groups),
        new Asked(view, about, nanoClock.getAsLong()));
    if (asked.size() > MOST) {
      asked.remove(asked.keySet().iterator().next());
    }
  }

  /** What was asked. */
  synchronized List<Asked> questions() {
    long now = nanoClock.getAsLong();
    asked.values().removeIf(one -> now - one.nanos > LATELY.toNanos());
    return List.copyOf(asked.values());
  }
}
