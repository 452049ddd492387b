package io.stridelake.ranking.leaderboard;

import io.stridelake.rules.Metric;
import java.util.HashMap;
import java.util.Map;

/**
 * The numbers by which a board orders its members. A streak cannot be told from sums: it needs the
 * days themselves, which only boards of streaks remember.
 */
sealed interface Scores {
  static Scores by(Metric metric) {
    return metric == Metric.LONGEST_STREAK ? new OfDays() : new OfTallies(metric);
  }

  /** Whether days matter: if not, they need not be told. */
  boolean needDays();

  /** A day of the member's got its first activity of the board. */
  void begin(String member, long epochDay);

  /** A day of the member's lost its last activity of the board. */
  void end(String member, long epochDay);

  /** The score of a member with that tally. */
  long of(String member, Tally tally);

  /** Scores that the tally alone decides. */
  record OfTallies(Metric metric) implements Scores {
    @Override
    public boolean needDays() {
      return false;
    }

    @Override
    public void begin(String member, long epochDay) {}

    @Override
    public void end(String member, long epochDay) {}

    @Override
    public long of(String member, Tally tally) {
      return Score.of(metric, tally);
    }
  }

  /** Lengths of streaks. */
  final class OfDays implements Scores {
    private final Map<String, DaySet> days = new HashMap<>();

    @Override
    public boolean needDays() {
      return true;
    }

    @Override
    public void begin(String member, long epochDay) {
      days.computeIfAbsent(member, ignored -> new DaySet()).add(epochDay);
    }

    @Override
    public void end(String member, long epochDay) {
      days.computeIfPresent(
          member,
          (ignored, set) -> {
            set.remove(epochDay);
            return set.isEmpty() ? null : set;
          });
    }

    @Override
    public long of(String member, Tally tally) {
      DaySet set = days.get(member);
      return set == null ? 0 : set.longestRun();
    }
  }
}
