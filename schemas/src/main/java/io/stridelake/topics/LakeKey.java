package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stridelake.athlete.AthleteId;
import java.util.Arrays;
import java.util.List;

/**
 * The key of a raw record: {@code athleteId/provider/kind/externalId}, each part percent-encoded.
 *
 * @param athlete whose record
 * @param provider who sent it
 * @param kind what it is, such as {@code activity}
 * @param externalId the provider's id of it
 */
public record LakeKey(AthleteId athlete, String provider, String kind, String externalId) {
  static final char SEPARATOR = '/';
  private static final String FORM = "athleteId/provider/kind/externalId, percent-encoded";

  public LakeKey {
    if (provider.isEmpty() || kind.isEmpty() || externalId.isEmpty()) {
      throw new IllegalArgumentException(
          "lake key of provider '%s', kind '%s', id '%s' (expected none empty)"
              .formatted(provider, kind, externalId));
    }
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if it is not of this form
   */
  public static LakeKey parse(byte[] key) {
    List<String> parts = KeyParts.split(key, SEPARATOR, 4, FORM);
    return new LakeKey(new AthleteId(parts.get(0)), parts.get(1), parts.get(2), parts.get(3));
  }

  /**
   * The athlete of any key that begins with one: keys of the lake, activities, roster, dead
   * letters.
   *
   * @throws IllegalArgumentException if it does not begin with an athlete id
   */
  public static AthleteId athleteOf(byte[] key) {
    return new AthleteId(
        KeyParts.split(
                Arrays.copyOf(key, athleteEnd(key)),
                SEPARATOR,
                1,
                "a key that begins with athleteId")
            .getFirst());
  }

  /** Where the first part of a key ends. */
  static int athleteEnd(byte[] key) {
    int end = 0;
    while (end < key.length && key[end] != SEPARATOR) {
      end++;
    }
    return end;
  }

  /**
   * The key as text.
   *
   * @throws IllegalArgumentException if a part is not well-formed Unicode
   */
  public String text() {
    return new String(bytes(), US_ASCII);
  }

  /** The key as it stands in Kafka. */
  public byte[] bytes() {
    return KeyParts.join(SEPARATOR, athlete.value(), provider, kind, externalId);
  }
}
