package io.stridelake.streams.generation;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * How far a derivation is.
 *
 * @param done input records that are applied, each app's counted by itself
 * @param total those that there are
 * @param perSecond how many were applied in a second lately, or null if that is not known yet
 * @param secondsLeft how long the rest takes at that rate, or null if that cannot be told
 */
@Serdeable
public record Progress(
    long done, long total, @Nullable Double perSecond, @Nullable Long secondsLeft) {

  static Progress of(long done, long total, @Nullable Double perSecond) {
    Double rate = perSecond == null ? null : Math.round(perSecond * 10) / 10.0;
    return new Progress(done, total, rate, secondsLeft(total - done, rate));
  }

  private static @Nullable Long secondsLeft(long left, @Nullable Double rate) {
    if (left <= 0) {
      return 0L;
    }
    return rate == null || rate <= 0 ? null : (long) Math.ceil(left / rate);
  }
}
