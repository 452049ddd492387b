package io.stridelake.simulator.oauth;

import io.stridelake.simulator.SimulatorConfiguration;
import io.stridelake.simulator.journal.Journal;
import io.stridelake.simulator.journal.JournalEntry;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who has authorised the app, with codes and tokens. One authorisation per athlete. */
@Singleton
public class Authorisations {
  private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

  private final SimulatorConfiguration configuration;
  private final Journal journal;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<Long, Authorisation> byAthlete = new HashMap<>();
  private final Map<String, Long> accessTokens = new HashMap<>();
  private final Map<String, Long> refreshTokens = new HashMap<>();

  Authorisations(SimulatorConfiguration configuration, Journal journal, Clock clock) {
    this.configuration = configuration;
    this.journal = journal;
    this.clock = clock;
    journal.recovered().authorisations().forEach(this::index);
  }

  /** A code that can be exchanged once within ten minutes. */
  public synchronized String code(long athlete, Set<String> scopes) {
    Instant now = clock.instant();
    codes.values().removeIf(code -> code.expiresAt().isBefore(now));
    String code = secret();
    codes.put(code, new Code(athlete, Set.copyOf(scopes), now.plus(CODE_LIFETIME)));
    return code;
  }

  /** Tokens for a code; empty when the code is unknown, used or expired. */
  public synchronized Optional<Tokens> exchange(String text) {
    Code code = codes.remove(text);
    if (code == null || code.expiresAt().isBefore(clock.instant())) {
      return Optional.empty();
    }
    forget(code.athlete());
    Tokens tokens = newTokens(code.athlete());
    keep(
        new Authorisation(
            code.athlete(),
            code.scopes(),
            Map.of(tokens.accessToken(), tokens.expiresAt()),
            Map.of(tokens.refreshToken(), Tokens.FOR_EVER)));
    return Optional.of(tokens);
  }

  /** New tokens for a refresh token, which dies; empty when it is unknown or dead. */
  public synchronized Optional<Tokens> refresh(String refreshToken) {
    Long athlete = refreshTokens.get(refreshToken);
    if (athlete == null) {
      return Optional.empty();
    }
    Authorisation before = byAthlete.get(athlete);
    Instant now = clock.instant();
    Instant until = before == null ? null : before.refreshTokens().get(refreshToken);
    if (before == null || until == null || !until.isAfter(now)) {
      return Optional.empty();
    }
    Tokens tokens = newTokens(athlete);
    Instant grace = now.plus(configuration.refreshGrace());
    forget(athlete);
    keep(before.with(tokens, refreshToken, grace.isBefore(until) ? grace : until, now));
    return Optional.of(tokens);
  }

  /** What an access token allows; empty when it is unknown, expired or revoked. */
  public synchronized Optional<Access> access(String accessToken) {
    Authorisation holder = holder(accessToken);
    if (holder == null) {
      return Optional.empty();
    }
    Instant expiry = holder.accessTokens().get(accessToken);
    return expiry == null || !expiry.isAfter(clock.instant())
        ? Optional.empty()
        : Optional.of(new Access(holder.athlete(), holder.scopes()));
  }

  /** What an athlete has granted; empty without an authorisation. */
  public synchronized Set<String> scopesOf(long athlete) {
    Authorisation authorisation = byAthlete.get(athlete);
    return authorisation == null ? Set.of() : authorisation.scopes();
  }

  /** Ends an athlete's authorisation; all tokens die. Says whether there was one. */
  public synchronized boolean revoke(long athlete) {
    if (!forget(athlete)) {
      return false;
    }
    journal.append(JournalEntry.revoked(athlete));
    return true;
  }

  private @Nullable Authorisation holder(String accessToken) {
    Long athlete = accessTokens.get(accessToken);
    return athlete == null ? null : byAthlete.get(athlete);
  }

  private void keep(Authorisation authorisation) {
    journal.append(JournalEntry.of(authorisation));
    index(authorisation);
  }

  private void index(Authorisation authorisation) {
    long athlete = authorisation.athlete();
    byAthlete.put(athlete, authorisation);
    authorisation.accessTokens().keySet().forEach(token -> accessTokens.put(token, athlete));
    authorisation.refreshTokens().keySet().forEach(token -> refreshTokens.put(token, athlete));
  }

  private boolean forget(long athlete) {
    Authorisation before = byAthlete.remove(athlete);
    if (before == null) {
      return false;
    }
    accessTokens.keySet().removeAll(before.accessTokens().keySet());
    refreshTokens.keySet().removeAll(before.refreshTokens().keySet());
    return true;
  }

  private Tokens newTokens(long athlete) {
    Instant expiry = clock.instant().plus(configuration.tokenLifetime());
    return new Tokens(athlete, secret(), secret(), expiry);
  }

  private String secret() {
    byte[] bytes = new byte[20];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private record Code(long athlete, Set<String> scopes, Instant expiresAt) {}
}
