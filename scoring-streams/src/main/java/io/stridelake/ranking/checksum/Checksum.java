package io.stridelake.ranking.checksum;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A sum of SHA-256 hashes modulo 2^256: the same for the same rows in any order and however they
 * are spread.
 *
 * @param sum from 0, below 2^256
 */
public record Checksum(BigInteger sum) {
  /** Of nothing. */
  public static final Checksum ZERO = new Checksum(BigInteger.ZERO);

  private static final int BYTES = 32;
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(8 * BYTES);

  /** Of one row. */
  static Checksum of(byte[] row) {
    return new Checksum(new BigInteger(1, sha256().digest(row)));
  }

  /**
   * Reads {@link #toString()}.
   *
   * @throws NumberFormatException if it is not 64 hexadecimal digits
   */
  public static Checksum parse(String hex) {
    if (hex.length() != 2 * BYTES) {
      throw new NumberFormatException("'" + hex + "' (expected 64 hexadecimal digits)");
    }
    return new Checksum(new BigInteger(hex, 16));
  }

  /** Of the rows of both. */
  public Checksum plus(Checksum other) {
    BigInteger both = sum.add(other.sum);
    return new Checksum(both.compareTo(MODULUS) < 0 ? both : both.subtract(MODULUS));
  }

  /** 64 hexadecimal digits. */
  @Override
  public String toString() {
    byte[] bytes = sum.toByteArray();
    byte[] all = new byte[BYTES];
    int length = Math.min(bytes.length, BYTES);
    System.arraycopy(bytes, bytes.length - length, all, BYTES - length, length);
    return HexFormat.of().formatHex(all);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
