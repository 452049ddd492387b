package io.stridelake.simulator.push;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/**
 * An event as Strava posts it to the callback.
 *
 * @param eventTime epoch seconds
 * @param updates what changed, values always strings; empty but for updates
 */
@Serdeable
public record PushEvent(
    @JsonProperty("aspect_type") String aspectType,
    @JsonProperty("event_time") long eventTime,
    @JsonProperty("object_id") long objectId,
    @JsonProperty("object_type") String objectType,
    @JsonProperty("owner_id") long ownerId,
    @JsonProperty("subscription_id") long subscriptionId,
    @JsonProperty("updates") Map<String, String> updates) {

  public PushEvent {
    updates = Map.copyOf(updates);
  }

  static PushEvent activity(
      String aspect, long time, long id, long owner, Map<String, String> updates) {
    return new PushEvent(aspect, time, id, "activity", owner, 0, updates);
  }

  /** Tells that an athlete has taken the app's authorisation away. */
  public static PushEvent deauthorised(long athlete, long time) {
    return new PushEvent(
        "update", time, athlete, "athlete", athlete, 0, Map.of("authorized", "false"));
  }

  /** The same event for a subscription. */
  public PushEvent to(long subscription) {
    return new PushEvent(
        aspectType, eventTime, objectId, objectType, ownerId, subscription, updates);
  }
}
