package io.stridelake.ingest.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells callers by their tokens, compared in constant time. */
@Singleton
final class Callers {
  private static final String SCHEME = "bearer ";

  private final AccessConfig config;

  Callers(AccessConfig config) {
    this.config = config;
  }

  Caller of(@Nullable String authorization) {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Caller.ANYBODY;
    }
    byte[] token = authorization.substring(SCHEME.length()).strip().getBytes(UTF_8);
    boolean admin = matches(config.adminToken(), token);
    boolean service = matches(config.serviceToken(), token);
    if (admin) {
      return Caller.ADMIN;
    }
    return service ? Caller.SERVICE : Caller.ANYBODY;
  }

  private static boolean matches(@Nullable String expected, byte[] token) {
    return expected != null && MessageDigest.isEqual(expected.getBytes(UTF_8), token);
  }
}
