package io.stridelake.simulator.oauth;

import java.time.Instant;

/** A fresh pair of tokens of an athlete. */
public record Tokens(long athlete, String accessToken, String refreshToken, Instant expiresAt) {
  /** Far off, and within what JSON numbers hold. */
  static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");
}
