package io.stridelake.ingest.strava;

import org.jspecify.annotations.Nullable;

/** What the token endpoint said. */
public sealed interface Grant {
  /**
   * It gave tokens.
   *
   * @param tokens to be stored before they are used
   * @param athlete who they belong to, null after a refresh
   */
  record Given(Tokens tokens, @Nullable Profile athlete) implements Grant {}

  /** The code or refresh token is no longer worth anything; only the athlete can help. */
  record Dead() implements Grant {}

  /**
   * Nothing is known: no answer, an error of the provider, or our own credentials are wrong.
   *
   * @param reason for the log
   */
  record Unavailable(String reason) implements Grant {}

  /**
   * An athlete as the provider names them.
   *
   * @param id the provider's
   * @param firstName may be empty
   * @param lastName may be empty
   */
  record Profile(long id, String firstName, String lastName) {}
}
