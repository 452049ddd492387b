package io.stridelake.ingest.strava;

import io.stridelake.ingest.quota.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the API said.
 *
 * @param status HTTP status
 * @param contentType media type, or null if the answer has none
 * @param body the bytes as sent
 * @param limits what the headers tell
 * @param date the provider's clock, or null
 * @param retryAfter what the answer asks for, or null
 * @param receivedAt by our clock
 */
public record Answer(
    int status,
    @Nullable String contentType,
    byte[] body,
    RateLimits limits,
    @Nullable Instant date,
    @Nullable Duration retryAfter,
    Instant receivedAt) {
  private static final String JSON = "application/json";

  /** Whether it comes from the API itself and not from something before it, such as a proxy. */
  public boolean isFromApi() {
    return contentType == null
        || body.length == 0
        || contentType.toLowerCase(Locale.ROOT).contains("json");
  }

  /** The media type, JSON if it says nothing. */
  public String mediaType() {
    return contentType == null || contentType.isBlank() ? JSON : contentType;
  }
}
