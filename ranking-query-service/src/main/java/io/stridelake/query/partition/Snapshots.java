package io.stridelake.query.partition;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which state of every partition an answer was made from.
 *
 * @param versions by partition, 32 hex digits each
 * @param asOf epoch ms of the newest record in any of them, or null when there is none
 */
public record Snapshots(SortedMap<Integer, String> versions, @Nullable Long asOf) {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  public Snapshots {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  /** Named again, where the time does not matter. */
  public static Snapshots of(Map<Integer, String> versions) {
    return new Snapshots(new TreeMap<>(versions), null);
  }

  /** The sum of the versions mod 2^128, which is the same however the members are partitioned. */
  public String sum() {
    BigInteger sum = BigInteger.ZERO;
    for (String version : versions.values()) {
      sum = sum.add(new BigInteger(version, 16));
    }
    return "%032x".formatted(sum.mod(MODULUS));
  }
}
