package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * The key of an account: {@code provider:ownerId}, each part percent-encoded.
 *
 * @param provider such as {@code strava}
 * @param ownerId the provider's id of the athlete
 */
public record AccountKey(String provider, String ownerId) {
  private static final char SEPARATOR = ':';
  private static final String FORM = "provider:ownerId, percent-encoded";

  public AccountKey {
    if (provider.isEmpty() || ownerId.isEmpty()) {
      throw new IllegalArgumentException(
          "account of provider '%s', owner '%s' (expected none empty)"
              .formatted(provider, ownerId));
    }
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if it is not of this form
   */
  public static AccountKey parse(byte[] key) {
    List<String> parts = KeyParts.split(key, SEPARATOR, 2, FORM);
    return new AccountKey(parts.get(0), parts.get(1));
  }

  /**
   * Reads a key as people write it, such as {@code strava:123}.
   *
   * @throws IllegalArgumentException if it is not of this form
   */
  public static AccountKey parse(String text) {
    return parse(text.getBytes(UTF_8));
  }

  /** The key as text. */
  public String text() {
    return new String(bytes(), US_ASCII);
  }

  /** The key as it stands in Kafka. */
  public byte[] bytes() {
    return KeyParts.join(SEPARATOR, provider, ownerId);
  }
}
