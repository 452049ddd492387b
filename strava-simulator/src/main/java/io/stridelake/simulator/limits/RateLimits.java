package io.stridelake.simulator.limits;

import io.stridelake.simulator.SimulatorConfiguration;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Counts the calls of the app in windows that begin at :00, :15, :30, :45 and at midnight UTC.
 * Rejected calls count too.
 */
@Singleton
public class RateLimits {
  private static final long QUARTER_SECONDS = 900;
  private static final long DAY_SECONDS = 86_400;

  private final Clock clock;
  private Limits limits;
  private long quarter;
  private long day;
  private int quarterCalls;
  private int quarterReads;
  private int dayCalls;
  private int dayReads;
  private long total;
  private long overLimit;

  RateLimits(SimulatorConfiguration configuration, Clock clock) {
    this.clock = clock;
    this.limits =
        new Limits(
            configuration.overallQuarter(),
            configuration.overallDaily(),
            configuration.readQuarter(),
            configuration.readDaily());
  }

  /** Counts a call and says whether it is within the limits. */
  public synchronized Usage count(boolean read) {
    roll();
    quarterCalls++;
    dayCalls++;
    total++;
    if (read) {
      quarterReads++;
      dayReads++;
    }
    boolean over =
        quarterCalls > limits.overallQuarter()
            || dayCalls > limits.overallDaily()
            || (read && (quarterReads > limits.readQuarter() || dayReads > limits.readDaily()));
    if (over) {
      overLimit++;
    }
    return usage(over);
  }

  /** The usage now, without counting. */
  public synchronized Usage usage() {
    roll();
    return usage(false);
  }

  public synchronized void set(Limits next) {
    limits = next;
  }

  /** Begins new windows, as if a day had passed; totals stay. */
  public synchronized void reset() {
    quarterCalls = 0;
    quarterReads = 0;
    dayCalls = 0;
    dayReads = 0;
  }

  private Usage usage(boolean over) {
    return new Usage(
        limits, quarterCalls, dayCalls, quarterReads, dayReads, total, overLimit, over);
  }

  private void roll() {
    long second = clock.instant().getEpochSecond();
    if (second / QUARTER_SECONDS != quarter) {
      quarter = second / QUARTER_SECONDS;
      quarterCalls = 0;
      quarterReads = 0;
    }
    if (second / DAY_SECONDS != day) {
      day = second / DAY_SECONDS;
      dayCalls = 0;
      dayReads = 0;
    }
  }
}
