package io.stridelake.ranking.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RowWriter} wrote. */
final class RowReader {
  private final ByteBuffer bytes;

  RowReader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  long number() {
    return ByteUtils.readVarlong(bytes);
  }

  String text() {
    int length = Math.toIntExact(number());
    String text = new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
    bytes.position(bytes.position() + length);
    return text;
  }

  byte[] bytes() {
    byte[] value = new byte[Math.toIntExact(number())];
    bytes.get(value);
    return value;
  }

  @Nullable Long optional() {
    return number() == 0 ? null : number();
  }

  double real() {
    return bytes.getDouble();
  }

  @Nullable Double optionalReal() {
    return number() == 0 ? null : real();
  }

  Sums sums() {
    return new Sums(number(), number(), number(), number(), number());
  }

  /**
   * Checks the row's format, its first number.
   *
   * @throws IllegalStateException if the row was written by other code
   */
  void expectFormat(long format, String row) {
    long found = number();
    if (found != format) {
      throw new IllegalStateException(
          "%s row of format %d (expected %d: a generation never changes its store format)"
              .formatted(row, found, format));
    }
  }

  /** What was not read yet; reading on does not change it. */
  ByteBuffer rest() {
    return bytes.slice();
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }
}
