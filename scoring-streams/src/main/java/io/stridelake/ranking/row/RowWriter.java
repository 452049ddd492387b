package io.stridelake.ranking.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes a row: numbers with a variable length, texts in UTF-8 behind their length. */
final class RowWriter {
  private static final int MOST_OF_NUMBER = 10;

  private byte[] bytes = new byte[128];
  private int end;

  /** Writes a whole number: small ones, also below zero, take few bytes (zigzag, then base 128). */
  RowWriter number(long value) {
    room(MOST_OF_NUMBER);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[end++] = (byte) rest;
    return this;
  }

  RowWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes behind their length. */
  RowWriter bytes(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, end, value.length);
    end += value.length;
    return this;
  }

  /** Writes a number that may be missing. */
  RowWriter optional(@Nullable Long value) {
    number(value == null ? 0 : 1);
    return value == null ? this : number(value);
  }

  /** Writes eight bytes. */
  RowWriter real(double value) {
    room(Double.BYTES);
    long bits = Double.doubleToLongBits(value);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[end++] = (byte) (bits >>> shift);
    }
    return this;
  }

  /** Writes a number that may be missing. */
  RowWriter optionalReal(@Nullable Double value) {
    number(value == null ? 0 : 1);
    return value == null ? this : real(value);
  }

  RowWriter sums(Sums sums) {
    return number(sums.points())
        .number(sums.activities())
        .number(sums.distance())
        .number(sums.seconds())
        .number(sums.climbed());
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, end);
  }

  private void room(int more) {
    if (bytes.length - end < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + more));
    }
  }
}
