package io.stridelake.simulator;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Flag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An activity that an athlete records by script. Absent members are drawn as the athlete would do
 * it.
 *
 * @param startLocal the wall clock at the start; a time that daylight saving skips moves forward
 * @param zone where it was recorded
 * @param metres the distance as sent, scale kept
 * @param flags replace the drawn ones
 */
@Serdeable
public record NewActivity(
    @Nullable String name,
    @Nullable String sportType,
    @Nullable LocalDateTime startLocal,
    @Nullable ZoneId zone,
    @Nullable BigDecimal metres,
    @Nullable BigDecimal climb,
    @Nullable Integer movingSeconds,
    @Nullable Integer elapsedSeconds,
    @Nullable Set<Flag> flags) {

  /** Leaves everything to chance. */
  public static NewActivity any() {
    return new NewActivity(null, null, null, null, null, null, null, null, null);
  }

  Activity applyTo(Activity drawn) {
    ZoneId where = or(zone, drawn.zone());
    int moving = or(movingSeconds, drawn.movingSeconds());
    int elapsed =
        or(elapsedSeconds, movingSeconds == null ? drawn.elapsedSeconds() : movingSeconds);
    Instant start = startLocal == null ? drawn.start() : startLocal.atZone(where).toInstant();
    return new Activity(
        0,
        drawn.owner(),
        or(name, drawn.name()),
        or(sportType, drawn.sportType()),
        where,
        start,
        metres == null ? drawn.metres() : metres,
        or(climb, drawn.climb()),
        moving,
        elapsed,
        flags == null ? drawn.flags() : flags,
        drawn.createdAt(),
        false);
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
