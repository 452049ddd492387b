package io.stridelake.ingest.accounts;

import io.stridelake.athlete.AthleteId;
import io.stridelake.topics.AccountKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An athlete's account at a provider. The legal moves are its methods.
 *
 * @param key which account
 * @param athlete whose; never changes
 * @param scopes what the athlete granted
 * @param state how far we may read
 * @param sealed encrypted tokens; there if and only if they may be of use
 * @param tokenVersion grows with every pair of tokens
 * @param updatedAt of this state
 * @param backfilledAt when the history had been fetched completely, or null
 */
public record Account(
    AccountKey key,
    AthleteId athlete,
    Set<String> scopes,
    AccountState state,
    Sealed sealed,
    long tokenVersion,
    Instant updatedAt,
    @Nullable Instant backfilledAt) {

  public Account {
    scopes = Set.copyOf(scopes);
    if (state == AccountState.CONNECTED && sealed.bytes() == null) {
      throw new IllegalArgumentException("account " + key.text() + " is connected without tokens");
    }
  }

  /**
   * Encrypted tokens or none.
   *
   * @param bytes never changed after construction, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  public record Sealed(byte @Nullable [] bytes) {
    /** No tokens. */
    public static final Sealed NONE = new Sealed(null);
  }

  /** An account that the roster names and that nobody has connected. */
  public static Account expected(AccountKey key, AthleteId athlete, Instant now) {
    return new Account(key, athlete, Set.of(), AccountState.EXPECTED, Sealed.NONE, 0, now, null);
  }

  /** The athlete connected; the history is to be fetched anew. */
  public Account connected(byte[] tokens, Set<String> granted, Instant now) {
    return new Account(
        key,
        athlete,
        granted,
        AccountState.CONNECTED,
        new Sealed(tokens),
        tokenVersion + 1,
        now,
        null);
  }

  /** The provider gave new tokens for old. */
  public Account refreshed(byte[] tokens, Instant now) {
    return new Account(
        key,
        athlete,
        scopes,
        AccountState.CONNECTED,
        new Sealed(tokens),
        tokenVersion + 1,
        now,
        backfilledAt);
  }

  /** The athlete withdrew our access. */
  public Account revoked(Instant now) {
    return new Account(
        key, athlete, Set.of(), AccountState.REVOKED, Sealed.NONE, tokenVersion, now, backfilledAt);
  }

  /** The provider refuses our tokens and nobody told us why. */
  public Account needsReconnect(Instant now) {
    return new Account(
        key,
        athlete,
        scopes,
        AccountState.NEEDS_RECONNECT,
        sealed,
        tokenVersion,
        now,
        backfilledAt);
  }

  /** The whole history was fetched. */
  public Account backfilled(Instant now) {
    return new Account(key, athlete, scopes, state, sealed, tokenVersion, now, now);
  }
}
