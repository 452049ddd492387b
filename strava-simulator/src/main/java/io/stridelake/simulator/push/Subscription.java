package io.stridelake.simulator.push;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/** The app's push subscription, as Strava shows it. */
@Serdeable
public record Subscription(
    @JsonProperty("id") long id,
    @JsonProperty("resource_state") int resourceState,
    @JsonProperty("application_id") long applicationId,
    @JsonProperty("callback_url") String callbackUrl,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt) {}
