package io.stridelake.ingest.fetching;

import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.strava.Tokens;

/** Whether an account can be read now. */
sealed interface Access {
  /**
   * It can.
   *
   * @param account as it is stored
   * @param tokens of it
   */
  record Open(Account account, Tokens tokens) implements Access {}

  /**
   * The provider takes neither token.
   *
   * @param account as it is stored
   */
  record Dead(Account account) implements Access {}

  /**
   * Nobody knows: the provider does not answer, or our own set-up is wrong.
   *
   * @param reason for the log
   */
  record Unavailable(String reason) implements Access {}
}
