package io.stridelake.topics;

import io.stridelake.athlete.AthleteId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a season's result: {@code season/lock/athleteId}, or {@code season/lock} for the
 * record that closes a partition; each part percent-encoded. Attempts to lock a season have ids of
 * their own, so that none can disturb what another wrote.
 *
 * @param season its id
 * @param lock the attempt's id
 * @param athlete whose result, or null for a whole partition's
 */
public record SeasonResultKey(String season, String lock, @Nullable AthleteId athlete) {
  private static final char SEPARATOR = '/';
  private static final String FORM = "season/lock/athleteId or season/lock, percent-encoded";

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if it is of neither form
   */
  public static SeasonResultKey parse(byte[] key) {
    int separators = 0;
    for (byte next : key) {
      separators += next == SEPARATOR ? 1 : 0;
    }
    List<String> parts = KeyParts.split(key, SEPARATOR, separators < 2 ? 2 : 3, FORM);
    return new SeasonResultKey(
        parts.getFirst(), parts.get(1), parts.size() == 2 ? null : new AthleteId(parts.getLast()));
  }

  /** The key as it stands in Kafka. */
  public byte[] bytes() {
    return athlete == null
        ? KeyParts.join(SEPARATOR, season, lock)
        : KeyParts.join(SEPARATOR, season, lock, athlete.value());
  }
}
