package io.stridelake.query.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who calls by the bearer token, without telling how much of a wrong one is right. */
@Singleton
final class Tokens {
  private static final Logger log = LoggerFactory.getLogger(Tokens.class);
  private static final String SCHEME = "Bearer ";

  /** Who calls. */
  enum Caller {
    ADMIN,
    SERVICE,
    NOBODY
  }

  private final AccessSettings settings;

  Tokens(AccessSettings settings) {
    this.settings = settings;
    if (settings.adminToken().isEmpty()) {
      log.atWarn().log("No admin token is set: every ops call will be refused");
    }
  }

  Caller caller(HttpRequest<?> request) {
    List<String> headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.size() != 1
        || !headers.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Caller.NOBODY;
    }
    String token = headers.getFirst().substring(SCHEME.length()).strip();
    if (matches(token, settings.adminToken())) {
      return Caller.ADMIN;
    }
    return matches(token, settings.serviceToken()) ? Caller.SERVICE : Caller.NOBODY;
  }

  private static boolean matches(String given, String expected) {
    return !expected.isEmpty()
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
