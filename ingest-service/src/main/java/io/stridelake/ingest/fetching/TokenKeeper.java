package io.stridelake.ingest.fetching;

import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.accounts.AccountWriter;
import io.stridelake.ingest.strava.Grant;
import io.stridelake.ingest.strava.StravaConfig;
import io.stridelake.ingest.strava.StravaOAuth;
import io.stridelake.ingest.strava.Tokens;
import io.stridelake.ingest.tokens.TokenVault;
import io.stridelake.ingest.tokens.UnreadableTokensException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tokens of accounts fresh. New tokens are stored before they are used: the provider may
 * keep the old refresh token alive until then, so a crash in between orphans nobody. Only the step
 * of an account calls this, so that no account is refreshed twice at a time.
 */
@Singleton
final class TokenKeeper {
  private static final Logger log = LoggerFactory.getLogger(TokenKeeper.class);

  /** A token that ends this soon is not worth a call. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final StravaConfig config;
  private final StravaOAuth oauth;
  private final TokenVault vault;
  private final AccountWriter writer;
  private final Clock clock;

  TokenKeeper(
      StravaConfig config, StravaOAuth oauth, TokenVault vault, AccountWriter writer, Clock clock) {
    this.config = config;
    this.oauth = oauth;
    this.vault = vault;
    this.writer = writer;
    this.clock = clock;
  }

  /** Tokens that are good for a call; refreshes those that end soon. */
  Access open(PartitionWork owner, Account account) {
    Optional<Tokens> tokens = tokens(account);
    if (tokens.isEmpty()) {
      return new Access.Unavailable("tokens cannot be decrypted");
    }
    return tokens.get().expiresAt().minus(MARGIN).isBefore(clock.instant())
        ? renew(owner, account, tokens.get())
        : new Access.Open(account, tokens.get());
  }

  /** New tokens for those that the provider refused. */
  Access renew(PartitionWork owner, Account account, Tokens refused) {
    Optional<StravaConfig.Client> client = config.client();
    if (client.isEmpty()) {
      return new Access.Unavailable("client id or secret is not set");
    }
    return switch (oauth.refresh(client.get(), refused)) {
      case Grant.Given(Tokens tokens, _) -> stored(owner, account, tokens);
      case Grant.Dead() -> new Access.Dead(account);
      case Grant.Unavailable(String reason) -> new Access.Unavailable(reason);
    };
  }

  private Access stored(PartitionWork owner, Account account, Tokens tokens) {
    Account refreshed = account.refreshed(vault.seal(account.key(), tokens), clock.instant());
    writer.store(refreshed);
    owner.owned.put(account.key(), refreshed);
    log.atInfo()
        .addKeyValue("account", account.key().text())
        .addKeyValue("tokenVersion", refreshed.tokenVersion())
        .log("Tokens refreshed");
    return new Access.Open(refreshed, tokens);
  }

  private Optional<Tokens> tokens(Account account) {
    byte[] sealed = account.sealed().bytes();
    if (sealed == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(vault.open(account.key(), sealed));
    } catch (UnreadableTokensException e) {
      log.atError()
          .addKeyValue("account", account.key().text())
          .setCause(e)
          .log("Tokens cannot be decrypted");
      return Optional.empty();
    }
  }
}
