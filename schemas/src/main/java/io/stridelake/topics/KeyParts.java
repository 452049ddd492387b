package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Keys of several parts, each percent-encoded, so that no part can hold the separator. Every list
 * of parts has exactly one form: what is not in that form is refused when it is read.
 */
final class KeyParts {
  /** Separates parts in the keys of stores, so no part may hold it. */
  private static final char NUL = 0;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private KeyParts() {}

  /**
   * Puts a key together, as it stands in Kafka.
   *
   * @throws IllegalArgumentException if a part is empty, has U+0000 or is not Unicode
   */
  static byte[] join(char separator, String... parts) {
    byte[] plain = PlainKeyParts.join(separator, parts);
    return plain == null ? encode(separator, parts) : plain;
  }

  /**
   * Takes a key apart.
   *
   * @param form how such a key looks, for the message
   * @throws IllegalArgumentException if it does not look like that
   */
  static List<String> split(byte[] key, char separator, int count, String form) {
    List<String> plain = PlainKeyParts.split(key, separator, count);
    return plain == null ? decode(key, separator, count, form) : plain;
  }

  /** Puts any key together, to the same end as {@link #join}. */
  static byte[] encode(char separator, String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      if (!text.isEmpty()) {
        text.append(separator);
      }
      encode(part, text);
    }
    return text.toString().getBytes(US_ASCII);
  }

  /** Takes any key apart, to the same end as {@link #split}. */
  static List<String> decode(byte[] key, char separator, int count, String form) {
    String text = decodeUtf8(ByteBuffer.wrap(key), form);
    List<String> parts = new ArrayList<>(count);
    for (String part : text.split(String.valueOf(separator), -1)) {
      parts.add(decode(part, form));
    }
    if (parts.size() != count) {
      throw new IllegalArgumentException(
          "key of %d parts (expected %s)".formatted(parts.size(), form));
    }
    return parts;
  }

  private static void encode(String part, StringBuilder text) {
    if (part.isEmpty()) {
      throw new IllegalArgumentException("key with an empty part (expected none)");
    }
    if (part.indexOf(NUL) >= 0) {
      throw new IllegalArgumentException("key with U+0000 in a part (expected none)");
    }
    ByteBuffer bytes;
    try {
      bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(part));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("key with half a character (expected Unicode text)", e);
    }
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (PlainKeyParts.isPlain(next)) {
        text.append((char) next);
      } else {
        text.append('%').append(HEX.toHexDigits(next));
      }
    }
  }

  private static String decode(String part, String form) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
    int at = 0;
    while (at < part.length()) {
      char next = part.charAt(at);
      if (next == '%') {
        bytes.write(hexByte(part, at + 1, form));
        at += 3;
      } else if (PlainKeyParts.isPlain(next)) {
        bytes.write(next);
        at++;
      } else {
        throw new IllegalArgumentException(
            "key with a character that is not encoded (expected %s)".formatted(form));
      }
    }
    if (bytes.size() == 0) {
      throw new IllegalArgumentException("key with an empty part (expected %s)".formatted(form));
    }
    String text = decodeUtf8(ByteBuffer.wrap(bytes.toByteArray()), form);
    if (text.indexOf(NUL) >= 0) {
      throw new IllegalArgumentException("key with U+0000 in a part (expected %s)".formatted(form));
    }
    return text;
  }

  private static int hexByte(String part, int at, String form) {
    if (at + 2 <= part.length()) {
      String digits = part.substring(at, at + 2);
      if (digits.chars().allMatch(HexFormat::isHexDigit)
          && digits.equals(digits.toUpperCase(Locale.ROOT))) {
        int value = HexFormat.fromHexDigits(digits);
        if (!PlainKeyParts.isPlain(value)) {
          return value;
        }
      }
    }
    throw new IllegalArgumentException("key with a bad %%-code (expected %s)".formatted(form));
  }

  private static String decodeUtf8(ByteBuffer bytes, String form) {
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("key that is not UTF-8 (expected %s)".formatted(form), e);
    }
  }
}
