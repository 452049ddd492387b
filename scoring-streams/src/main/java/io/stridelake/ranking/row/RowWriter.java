package io.stridelake.ranking.row;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/** Writes a row: numbers with a variable length, texts in UTF-8 behind their length. */
final class RowWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
  private final DataOutputStream out = new DataOutputStream(bytes);

  RowWriter number(long value) {
    try {
      ByteUtils.writeVarlong(value, out);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  RowWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  /** Writes bytes behind their length. */
  RowWriter bytes(byte[] value) {
    number(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /** Writes a number that may be missing. */
  RowWriter optional(@Nullable Long value) {
    number(value == null ? 0 : 1);
    return value == null ? this : number(value);
  }

  /** Writes eight bytes. */
  RowWriter real(double value) {
    try {
      out.writeDouble(value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
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
    return bytes.toByteArray();
  }
}
