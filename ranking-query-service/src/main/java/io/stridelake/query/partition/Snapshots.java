package io.stridelake.query.partition;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which state of every partition an answer was made from.
 *
 * @param versions by partition, 32 hex digits each
 * @param asOf epoch ms of the newest record in any of them, or null when there is none
 * @param missing partitions that had no answer, where the caller allowed that
 * @param standbys who told it, which is no part of the state
 */
public record Snapshots(
    SortedMap<Integer, String> versions,
    @Nullable Long asOf,
    SortedSet<Integer> missing,
    Standbys standbys) {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  public Snapshots {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
  }

  /** Named again, where neither the time nor who told it matters. */
  public static Snapshots of(Map<Integer, String> versions) {
    return new Snapshots(new TreeMap<>(versions), null, new TreeSet<>(), Standbys.NONE);
  }

  /** Whether every partition is in it. */
  public boolean isComplete() {
    return missing.isEmpty();
  }

  /** Whether both are the same state of the same partitions, whoever told it. */
  public boolean isSameState(Snapshots other) {
    return versions.equals(other.versions)
        && Objects.equals(asOf, other.asOf)
        && missing.equals(other.missing);
  }

  /**
   * The sum of the versions mod 2^128, which is the same however the members are partitioned. With
   * partitions missing it names them too, so that it never is the sum of a complete state.
   */
  public String sum() {
    BigInteger sum = BigInteger.ZERO;
    for (String version : versions.values()) {
      sum = sum.add(new BigInteger(version, 16));
    }
    String all = "%032x".formatted(sum.mod(MODULUS));
    return isComplete() ? all : all + " without " + missing;
  }
}
