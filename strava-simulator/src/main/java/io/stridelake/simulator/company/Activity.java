package io.stridelake.simulator.company;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The truth about one activity, compact; payloads are rendered from it on demand.
 *
 * @param id Strava's id, beyond 2^32 for all but the oldest
 * @param owner the Strava id of the athlete
 * @param sportType the sport type as sent, possibly one that nobody knows yet
 * @param zone the time zone in which it was recorded, not always the athlete's home
 * @param start the start as shown; of a hidden start time the local midnight plus one second
 * @param metres the exact distance as sent; null when the payload has no distance
 * @param climb metres climbed
 * @param movingSeconds 0 when unknown
 * @param createdAt when it came to Strava
 * @param deleted whether the athlete has removed it; the API no longer knows it
 */
@Serdeable
public record Activity(
    long id,
    long owner,
    String name,
    String sportType,
    ZoneId zone,
    Instant start,
    @Nullable BigDecimal metres,
    BigDecimal climb,
    int movingSeconds,
    int elapsedSeconds,
    Set<Flag> flags,
    Instant createdAt,
    boolean deleted) {

  public Activity {
    flags = Set.copyOf(flags);
    if (movingSeconds < 0 || elapsedSeconds < movingSeconds) {
      throw new IllegalArgumentException(
          "activity %d: moving %d s, elapsed %d s".formatted(id, movingSeconds, elapsedSeconds));
    }
  }

  public boolean is(Flag flag) {
    return flags.contains(flag);
  }

  /** The offset from UTC that held at the start, daylight saving included. */
  public ZoneOffset offset() {
    return zone.getRules().getOffset(start);
  }

  /** The wall clock at the start; its date is the day the activity belongs to. */
  public LocalDateTime startLocal() {
    return LocalDateTime.ofInstant(start, offset());
  }

  /** Whether an app with these scopes may see it. */
  public boolean visibleTo(Set<String> scopes) {
    return !deleted
        && (scopes.contains("activity:read_all")
            || (scopes.contains("activity:read") && !is(Flag.ONLY_ME)));
  }

  public Activity asDeleted() {
    return new Activity(
        id,
        owner,
        name,
        sportType,
        zone,
        start,
        metres,
        climb,
        movingSeconds,
        elapsedSeconds,
        flags,
        createdAt,
        true);
  }

  Activity withId(long newId) {
    return new Activity(
        newId,
        owner,
        name,
        sportType,
        zone,
        start,
        metres,
        climb,
        movingSeconds,
        elapsedSeconds,
        flags,
        createdAt,
        deleted);
  }
}
