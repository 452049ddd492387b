package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import java.util.List;

/** The key of a catalogue entry: {@code athleteId/provider/externalId/kind}, percent-encoded. */
public final class CatalogueKey {
  private static final String FORM = "athleteId/provider/externalId/kind, percent-encoded";

  private CatalogueKey() {}

  /** The key as it stands in Kafka. */
  public static byte[] bytes(ActivityKey key) {
    return KeyParts.join(
        LakeKey.SEPARATOR, key.athlete().value(), key.provider(), key.externalId(), key.kind());
  }

  /** The key as text. */
  public static String text(ActivityKey key) {
    return new String(bytes(key), US_ASCII);
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if it is not of this form
   */
  public static ActivityKey parse(byte[] key) {
    List<String> parts = KeyParts.split(key, LakeKey.SEPARATOR, 4, FORM);
    return new ActivityKey(new AthleteId(parts.get(0)), parts.get(1), parts.get(2), parts.get(3));
  }

  /** The entry of a raw record. */
  public static ActivityKey of(LakeKey key) {
    return new ActivityKey(key.athlete(), key.provider(), key.externalId(), key.kind());
  }
}
