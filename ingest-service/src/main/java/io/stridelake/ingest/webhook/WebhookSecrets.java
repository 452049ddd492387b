package io.stridelake.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.ingest.access.Problems;
import io.stridelake.ingest.strava.StravaConfig;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What Strava must know to call us, compared in constant time. */
@Singleton
public final class WebhookSecrets {
  private static final String HMAC = "HmacSHA256";

  private final @Nullable String path;
  private final @Nullable String verifyToken;
  private final @Nullable String signatureKey;

  WebhookSecrets(StravaConfig config) {
    this.path = config.webhookSecret();
    String token = config.verifyToken();
    // Every instance must come to the same one, also if nobody chose one.
    this.verifyToken = token != null || path == null ? token : hmac(path, "verify token");
    this.signatureKey = config.signatureKey();
  }

  /** The last part of the webhook's path, empty if there is no webhook. */
  public Optional<String> path() {
    return Optional.ofNullable(path);
  }

  /** What the subscription is created with, empty if there is no webhook. */
  public Optional<String> verifyToken() {
    return Optional.ofNullable(verifyToken);
  }

  /** Answers 404 unless the secret is ours. */
  void require(String secret) {
    if (!same(path, secret)) {
      throw Problems.notFound();
    }
  }

  boolean isVerifyToken(@Nullable String token) {
    return token != null && same(verifyToken, token);
  }

  /**
   * Whether the header {@code t=<unix>,v1=<hex hmac-sha256 of "t.body">} signs the body; always if
   * no key is configured.
   */
  boolean isSigned(byte[] body, @Nullable String header) {
    if (signatureKey == null) {
      return true;
    }
    if (header == null) {
      return false;
    }
    String time = part(header, "t=");
    String expected = hmac(signatureKey, time + "." + new String(body, UTF_8));
    return same(expected, part(header, "v1="));
  }

  private static String part(String header, String name) {
    for (String part : header.split(",", -1)) {
      if (part.strip().startsWith(name)) {
        return part.strip().substring(name.length());
      }
    }
    return "";
  }

  private static boolean same(@Nullable String expected, String given) {
    return expected != null
        && MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + " is missing", e);
    }
  }
}
