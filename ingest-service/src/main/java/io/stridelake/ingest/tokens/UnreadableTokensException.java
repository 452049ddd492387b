package io.stridelake.ingest.tokens;

import io.stridelake.topics.AccountKey;

/** Tokens were sealed by a key that is not in this instance's key file. */
public final class UnreadableTokensException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableTokensException(AccountKey account, Throwable cause) {
    super(
        "tokens of " + account.text() + " cannot be decrypted: is the key file the right one?",
        cause);
  }
}
