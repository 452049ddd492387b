package io.stridelake.ingest.strava;

import java.time.Instant;

/**
 * What lets us read an athlete's data.
 *
 * @param access goes into the Authorization header
 * @param refresh buys the next pair
 * @param expiresAt when the access token ends
 */
public record Tokens(String access, String refresh, Instant expiresAt) {
  public Tokens {
    if (access.isBlank() || refresh.isBlank()) {
      throw new IllegalArgumentException("a token is blank (expected both)");
    }
  }

  @Override
  public String toString() {
    return "Tokens[expiresAt=" + expiresAt + "]";
  }
}
