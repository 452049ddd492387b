package io.stridelake.ranking.leaderboard;

/**
 * What a board's content adds up to: a sum of 128-bit hashes modulo 2^128.
 *
 * <p>The sum does not depend on the order of the members nor on how they are spread over
 * partitions, so equal boards have equal fingerprints wherever and however they came about, and one
 * changed member is one subtraction and one addition. Sums by group are members of each partition
 * that has a part of them: their fingerprints are equal where the athletes are spread alike.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Fingerprint(long high, long low) {
  /** The fingerprint of nothing. */
  public static final Fingerprint ZERO = new Fingerprint(0, 0);

  /** The fingerprint of one member: its texts and its numbers, in their order. */
  static Fingerprint of(String id, String name, String department, long... numbers) {
    return new Fingerprints().of(id, name, department, numbers);
  }

  /** The sum of both. */
  public Fingerprint plus(Fingerprint other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new Fingerprint(high + other.high + carry, sum);
  }

  /** This sum without the other. */
  Fingerprint minus(Fingerprint other) {
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    return new Fingerprint(high - other.high - borrow, low - other.low);
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
