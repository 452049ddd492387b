package io.stridelake.simulator.oauth;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an athlete allows the app.
 *
 * @param accessTokens when each access token expires; a refresh leaves earlier ones to expire
 * @param refreshTokens until when each refresh token is accepted; the current one for ever
 */
@Serdeable
public record Authorisation(
    long athlete,
    Set<String> scopes,
    Map<String, Instant> accessTokens,
    Map<String, Instant> refreshTokens) {

  public Authorisation {
    scopes = Set.copyOf(scopes);
    accessTokens = Map.copyOf(accessTokens);
    refreshTokens = Map.copyOf(refreshTokens);
  }

  Authorisation with(Tokens tokens, String spentRefreshToken, Instant spentUntil, Instant now) {
    Map<String, Instant> access = new HashMap<>(accessTokens);
    access.values().removeIf(expiry -> expiry.isBefore(now));
    access.put(tokens.accessToken(), tokens.expiresAt());
    Map<String, Instant> refresh = new HashMap<>(refreshTokens);
    refresh.put(spentRefreshToken, spentUntil);
    refresh.values().removeIf(expiry -> !expiry.isAfter(now));
    refresh.put(tokens.refreshToken(), Tokens.FOR_EVER);
    return new Authorisation(athlete, scopes, access, refresh);
  }
}
