package io.stridelake.ingest.strava;

import io.stridelake.topics.AccountKey;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What Strava pushes: a hint that something happened, never a proof.
 *
 * @param object what it is about
 * @param objectId its id
 * @param aspect what happened to it
 * @param ownerId whose it is
 * @param subscriptionId by which it came
 * @param time when it happened; seconds count
 * @param updates changed fields, as text
 */
public record StravaEvent(
    ObjectType object,
    long objectId,
    Aspect aspect,
    long ownerId,
    long subscriptionId,
    Instant time,
    Map<String, String> updates) {
  /** The provider's name in keys and headers. */
  public static final String PROVIDER = "strava";

  /** What events are about. */
  public enum ObjectType {
    ACTIVITY,
    ATHLETE
  }

  /** What may happen. */
  public enum Aspect {
    CREATE,
    UPDATE,
    DELETE
  }

  public StravaEvent {
    updates = Map.copyOf(updates);
  }

  /** The account it is about. */
  public AccountKey account() {
    return new AccountKey(PROVIDER, Long.toString(ownerId));
  }

  /** Whether it says that the athlete withdrew our access. */
  public boolean saysDeauthorised() {
    return object == ObjectType.ATHLETE && Objects.equals(updates.get("authorized"), "false");
  }
}
