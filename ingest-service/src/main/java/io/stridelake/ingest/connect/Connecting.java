package io.stridelake.ingest.connect;

import io.stridelake.ingest.access.Problems;
import io.stridelake.ingest.strava.Grant;
import io.stridelake.ingest.strava.StravaConfig;
import io.stridelake.ingest.strava.StravaEvent;
import io.stridelake.ingest.strava.StravaOAuth;
import io.stridelake.ingest.tokens.TokenVault;
import io.stridelake.topics.AccountKey;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Connects an athlete's account, or changes nothing. */
@Singleton
final class Connecting {
  private static final Set<String> SUFFICIENT = Set.of("activity:read", "activity:read_all");

  private final ConnectConfig config;
  private final StravaConfig strava;
  private final StravaOAuth oauth;
  private final States states;
  private final TokenVault vault;
  private final Newcomers newcomers;

  Connecting(
      ConnectConfig config,
      StravaConfig strava,
      StravaOAuth oauth,
      States states,
      TokenVault vault,
      Newcomers newcomers) {
    this.config = config;
    this.strava = strava;
    this.oauth = oauth;
    this.states = states;
    this.vault = vault;
    this.newcomers = newcomers;
  }

  /**
   * The way to the provider.
   *
   * @param page where the athlete is asked
   * @param state what the browser must bring back
   */
  record Departure(URI page, String state) {}

  /** What the browser brings back; null where it is absent. */
  record Return(
      @Nullable String code,
      @Nullable String state,
      @Nullable String scope,
      @Nullable String error,
      String cookie) {}

  Departure begin() {
    StravaConfig.Client client = client();
    String state = states.issue();
    return new Departure(
        oauth.authorizePage(client, config.outside("/connect/strava/callback"), state), state);
  }

  /**
   * Connects the account.
   *
   * @return where to go then
   */
  URI finish(Return back) {
    StravaConfig.Client client = client();
    if (back.state() == null || !states.redeem(back.state(), back.cookie())) {
      throw Problems.badParameter(
          "This link was used before, is too old or was opened in another browser.");
    }
    if (back.error() != null || back.code() == null) {
      throw Problems.badParameter("Strava was not allowed to share your activities.");
    }
    Set<String> scopes = scopes(back.scope());
    if (scopes.stream().noneMatch(SUFFICIENT::contains)) {
      throw Problems.badParameter(
          "Without the permission to view your activities (activity:read) nothing can be counted.");
    }
    switch (oauth.exchange(client, back.code())) {
      case Grant.Given given when given.athlete() != null -> store(given, given.athlete(), scopes);
      case Grant.Given _, Grant.Unavailable _ ->
          throw Problems.providerUnavailable("Strava does not answer now.");
      case Grant.Dead() -> throw Problems.badParameter("Strava no longer knows this code.");
    }
    return config.pageUrl();
  }

  private void store(Grant.Given given, Grant.Profile profile, Set<String> scopes) {
    AccountKey account = new AccountKey(StravaEvent.PROVIDER, Long.toString(profile.id()));
    newcomers.connect(account, profile, vault.seal(account, given.tokens()), scopes);
  }

  private StravaConfig.Client client() {
    return strava
        .client()
        .orElseThrow(() -> Problems.providerUnavailable("Connecting Strava is not set up here."));
  }

  private static Set<String> scopes(@Nullable String granted) {
    return granted == null
        ? Set.of()
        : new TreeSet<>(Arrays.asList(granted.strip().split("[ ,]+")));
  }
}
