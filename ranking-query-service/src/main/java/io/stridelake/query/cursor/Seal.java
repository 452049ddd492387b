package io.stridelake.query.cursor;

import io.stridelake.query.access.AccessSettings;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes bytes as text that nobody else can read, write or change: with keys that every query
 * service derives from the service token, so that any of them may read what another wrote. A cursor
 * names the row at a page's edge, also where that is one of somebody who may not be named.
 *
 * <p>The signature of the content is the counter that the cipher begins at (a synthetic
 * initialization vector, as in RFC 5297), so equal content gives equal text and different content
 * never meets the same key stream.
 */
@Singleton
public final class Seal {
  private static final int SIGNATURE_BYTES = 16;
  private static final int MAX_LENGTH = 12_000;
  private static final String ALGORITHM = "HmacSHA256";
  private static final String CIPHER = "AES/CTR/NoPadding";

  private final SecretKeySpec key;
  private final SecretKeySpec cipherKey;

  Seal(AccessSettings access) {
    this.key = key("cursor:", access, ALGORITHM);
    this.cipherKey = key("cursor-cipher:", access, "AES");
  }

  private static SecretKeySpec key(String use, AccessSettings access, String algorithm) {
    byte[] secret = (use + access.serviceToken()).getBytes(StandardCharsets.UTF_8);
    return new SecretKeySpec(hmac(new SecretKeySpec(secret, ALGORITHM), secret), algorithm);
  }

  /** The content as text of letters, digits, {@code -} and {@code _}; equal for equal content. */
  public String close(byte[] content) {
    byte[] signature = signature(content);
    byte[] bytes = Arrays.copyOf(crypt(content, signature), content.length + SIGNATURE_BYTES);
    System.arraycopy(signature, 0, bytes, content.length, SIGNATURE_BYTES);
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
    byte[] signature = Arrays.copyOfRange(bytes, length, bytes.length);
    byte[] content = crypt(Arrays.copyOf(bytes, length), signature);
    return MessageDigest.isEqual(signature(content), signature)
        ? Optional.of(content)
        : Optional.empty();
  }

  /** Encrypts, and decrypts what it encrypted. */
  private byte[] crypt(byte[] bytes, byte[] signature) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new IvParameterSpec(signature));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(CIPHER + " is missing in this JDK", e);
    }
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
