package io.stridelake.streams.verification;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.streams.mark.Marks;
import org.jspecify.annotations.Nullable;

/**
 * What came of a comparison.
 *
 * @param generation the one that was verified
 * @param against what it was compared with: {@code generation 4}, or {@code oracle}
 * @param equal whether everything is the same
 * @param checksum of the generation, 64 hexadecimal digits
 * @param expected the other's
 * @param at the marks up to which both were derived
 * @param difference the first, by partition, then athlete, then activity; null if they are equal
 */
@Serdeable
record Report(
    int generation,
    String against,
    boolean equal,
    String checksum,
    String expected,
    Marks at,
    @Nullable Difference difference) {
  /**
   * What differs.
   *
   * @param part {@code activities | roster}
   * @param partition where the athlete lies
   * @param athlete whose; null if the partition was equal again when its athletes were looked at
   * @param activity {@code provider/id/kind}, or null if no single activity differs now
   * @param found what the generation says of it, or null for nothing
   * @param expected what the other says of it, or null for nothing
   */
  @Serdeable
  record Difference(
      String part,
      int partition,
      @Nullable String athlete,
      @Nullable String activity,
      @Nullable String found,
      @Nullable String expected) {}
}
