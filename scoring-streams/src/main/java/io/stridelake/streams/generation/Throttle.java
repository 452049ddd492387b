package io.stridelake.streams.generation;

import io.stridelake.streams.StreamsApp;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets a derivation run for a share of the time only, the smaller the later news comes: news goes
 * first. The share falls by half while news is late and grows by steps while it is not.
 */
final class Throttle {
  private static final double LEAST = 0.05;
  private static final double STEP = 0.05;
  private static final long PERIOD_MILLIS = 200;

  private final long latestMillis;
  private double share = 1;

  /**
   * A throttle.
   *
   * @param latestMillis how late news may come
   */
  Throttle(long latestMillis) {
    this.latestMillis = latestMillis;
  }

  /**
   * The share of the next period.
   *
   * @param worstDelayMillis the longest of the last period, negative without any news
   */
  double next(long worstDelayMillis) {
    share =
        worstDelayMillis > latestMillis ? Math.max(LEAST, share / 2) : Math.min(1, share + STEP);
    return share;
  }

  /**
   * Lets the apps run for their share of a period, then holds them up for the rest.
   *
   * @param apps those that have to make way
   * @param worstDelay the longest delay of news since it was asked last, negative without any
   */
  void period(Supplier<List<StreamsApp>> apps, LongSupplier worstDelay)
      throws InterruptedException {
    List<StreamsApp> some = apps.get();
    long run = Math.round(PERIOD_MILLIS * next(worstDelay.getAsLong()));
    Thread.sleep(run);
    if (run < PERIOD_MILLIS) {
      some.forEach(app -> app.brake().hold());
      Thread.sleep(PERIOD_MILLIS - run);
      some.forEach(app -> app.brake().release());
    }
  }
}
