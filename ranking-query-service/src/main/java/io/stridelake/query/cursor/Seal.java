package io.stridelake.query.cursor;

import io.stridelake.query.access.AccessSettings;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes bytes as text that shows whether it was changed: signed with a key that every query
 * service derives from the service token, so that any of them may read it and nobody else can write
 * one.
 */
@Singleton
public final class Seal {
  private static final int SIGNATURE_BYTES = 16;
  private static final int MAX_LENGTH = 12_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Seal(AccessSettings access) {
    byte[] secret = ("cursor:" + access.serviceToken()).getBytes(StandardCharsets.UTF_8);
    this.key = new SecretKeySpec(hmac(new SecretKeySpec(secret, ALGORITHM), secret), ALGORITHM);
  }

  /** The content as text of letters, digits, {@code -} and {@code _}; equal for equal content. */
  public String close(byte[] content) {
    byte[] bytes = Arrays.copyOf(content, content.length + SIGNATURE_BYTES);
    System.arraycopy(signature(content), 0, bytes, content.length, SIGNATURE_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The content of the text, or nothing when it was not sealed by us or was changed since. */
  public Optional<byte[]> open(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int length = bytes.length - SIGNATURE_BYTES;
    if (length < 1) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(bytes, length);
    byte[] signature = Arrays.copyOfRange(bytes, length, bytes.length);
    return MessageDigest.isEqual(signature(content), signature)
        ? Optional.of(content)
        : Optional.empty();
  }

  private byte[] signature(byte[] content) {
    return Arrays.copyOf(hmac(key, content), SIGNATURE_BYTES);
  }

  private static byte[] hmac(SecretKeySpec key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is missing in this JDK", e);
    }
  }
}
