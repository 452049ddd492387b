package io.stridelake.benchmarks.replay;

import io.stridelake.activity.Activity;
import io.stridelake.calendar.Period;
import io.stridelake.calendar.PeriodKind;
import io.stridelake.scoring.Scored;
import io.stridelake.scoring.Scorer;
import java.util.function.ObjLongConsumer;

/**
 * What peers add an activity's points to, since they have no rows that a board could be read from:
 * the athlete's sum in each of the five periods, over all sports and in this sport. Boards of
 * departments would need as many again.
 */
final class Counters {
  /** Sums of one activity. */
  static final int OF_ACTIVITY = 2 * PeriodKind.values().length;

  private Counters() {}

  /**
   * Tells each sum that the activity adds to.
   *
   * @param scorer says how many points it is worth
   * @param add takes the board, such as {@code 2026-W47/Run}, and thousandths of a point
   */
  static void add(Scorer scorer, Activity activity, String provider, ObjLongConsumer<String> add) {
    Scored scored = scorer.score(activity, provider);
    long points = scored.points().thousandths();
    for (PeriodKind kind : PeriodKind.values()) {
      String period = Period.of(kind, activity.localDate()).id();
      add.accept(period, points);
      add.accept(period + "/" + activity.sport().name(), points);
    }
  }
}
