package io.stridelake.ranking.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/** Writes a row: numbers with a variable length, texts in UTF-8 behind their length. */
final class RowWriter {
  private static final int MOST_OF_NUMBER = 10;

  private ByteBuffer bytes = ByteBuffer.allocate(128);

  RowWriter number(long value) {
    makeRoom(MOST_OF_NUMBER);
    ByteUtils.writeVarlong(value, bytes);
    return this;
  }

  RowWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes behind their length. */
  RowWriter bytes(byte[] value) {
    number(value.length);
    makeRoom(value.length);
    bytes.put(value);
    return this;
  }

  /** Writes a number that may be missing. */
  RowWriter optional(@Nullable Long value) {
    number(value == null ? 0 : 1);
    return value == null ? this : number(value);
  }

  /** Writes eight bytes. */
  RowWriter real(double value) {
    makeRoom(Double.BYTES);
    bytes.putLong(Double.doubleToLongBits(value));
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
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private void makeRoom(int more) {
    if (bytes.remaining() < more) {
      int size = Math.max(2 * bytes.capacity(), bytes.position() + more);
      bytes = ByteBuffer.allocate(size).put(bytes.flip());
    }
  }
}
