package io.stridelake.ingest.accounts;

/** How far we may read an account. */
public enum AccountState {
  /** In the roster, never connected. */
  EXPECTED,
  /** We hold tokens. */
  CONNECTED,
  /** The athlete withdrew; the tokens are erased. */
  REVOKED,
  /** The provider no longer takes our tokens. */
  NEEDS_RECONNECT
}
