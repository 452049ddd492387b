package io.stridelake.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One activity as the catalogue knows it, whoever sent it.
 *
 * @param sport what was done
 * @param start when it started, or null if the provider tells local time only
 * @param localStart when it started by the clock on the athlete's wall; its date is the day it
 *     counts for
 * @param distance how far, zero when unknown or not a matter of distance
 * @param moving time in motion, zero when the provider does not tell
 * @param elapsed time from start to end, zero when the provider does not tell
 * @param climbed metres gained, zero when unknown
 * @param speed as the provider measured it
 * @param averageHeartrate beats a minute, or null if none was measured
 * @param flags what the provider says about it
 */
public record Activity(
    Sport sport,
    @Nullable Instant start,
    LocalDateTime localStart,
    Length distance,
    Duration moving,
    Duration elapsed,
    Length climbed,
    Speed speed,
    @Nullable Double averageHeartrate,
    Flags flags) {

  public Activity {
    if (moving.isNegative() || elapsed.isNegative()) {
      throw new IllegalArgumentException(
          "time moving " + moving + ", elapsed " + elapsed + " (expected 0 or more)");
    }
  }

  /** The day this counts for: the local date at its start. */
  public LocalDate localDate() {
    return localStart.toLocalDate();
  }

  /** The time that scores: moving time, or elapsed time where there is none. */
  public Duration scoredTime() {
    return moving.isZero() ? elapsed : moving;
  }

  /**
   * Speeds in metres per second, 0.0 when unknown.
   *
   * @param average over the moving time
   * @param max the highest
   */
  public record Speed(double average, double max) {
    public static final Speed UNKNOWN = new Speed(0, 0);

    public Speed {
      if (!(average >= 0) || !(max >= 0)) {
        throw new IllegalArgumentException(
            "speed average " + average + ", max " + max + " (expected 0 or more)");
      }
    }
  }

  /**
   * What the provider says about an activity.
   *
   * @param manual typed in, not recorded
   * @param trainer on an indoor machine
   * @param commute on the way to work
   * @param privately only the athlete may see it
   * @param flagged the provider's community doubts it
   */
  public record Flags(
      boolean manual, boolean trainer, boolean commute, boolean privately, boolean flagged) {
    public static final Flags NONE = new Flags(false, false, false, false, false);
  }
}
