package io.stridelake.activity.reading;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where pieces of JSON end without reading them, several times as fast as a parser.
 *
 * <p>Each method takes the index where a piece should begin and returns the one after it, or {@link
 * #UNSURE} where a parser must decide: at whatever is wrong, unusual or near a limit. What is
 * passed over, {@link Json#parser} would have passed over as well.
 */
final class JsonSkip {
  /** No index of any JSON; where a piece should begin there, none is found. */
  static final int UNSURE = Integer.MAX_VALUE;

  private static final int MAX_DEPTH = 30;
  private static final int MAX_NAME_LENGTH = 250;
  private static final int MAX_NUMBER_LENGTH = 50;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = EACH << 7;

  private JsonSkip() {}

  /** Whether this character stands there. */
  static boolean isAt(byte[] json, int at, char expected) {
    return at < json.length && json[at] == expected;
  }

  /** After white space, of which there may be none. */
  static int blank(byte[] json, int from) {
    int at = from;
    while (at < json.length && isBlank(json[at])) {
      at++;
    }
    return at;
  }

  /** After a mark and the white space around it. */
  static int mark(byte[] json, int from, char mark) {
    int at = blank(json, from);
    return isAt(json, at, mark) ? blank(json, at + 1) : UNSURE;
  }

  /** After a name in quotes: ASCII without escapes, or a parser must decide. */
  static int name(byte[] json, int from) {
    if (!isAt(json, from, '"')) {
      return UNSURE;
    }
    int end = plain(json, from + 1);
    return isAt(json, end, '"') && end - from <= MAX_NAME_LENGTH ? end + 1 : UNSURE;
  }

  /**
   * After a value; whether anything may follow it is not asked.
   *
   * @param depth how many objects and arrays it stands in
   */
  static int value(byte[] json, int from, int depth) {
    if (from >= json.length) {
      return UNSURE;
    }
    return switch (json[from]) {
      case '"' -> string(json, from + 1);
      case '{' -> nested(json, from + 1, '}', depth + 1);
      case '[' -> nested(json, from + 1, ']', depth + 1);
      case 't' -> word(json, from, "true");
      case 'f' -> word(json, from, "false");
      case 'n' -> word(json, from, "null");
      default -> number(json, from);
    };
  }

  /** The next quote, backslash, control character or byte that is not ASCII, or the end. */
  static int plain(byte[] json, int from) {
    int at = from;
    while (at <= json.length - Long.BYTES) {
      long found = notPlain((long) EIGHT_BYTES.get(json, at));
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < json.length && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    return at;
  }

  /**
   * Eight bytes, of which the lowest that is not plain has its high bit set, and none before it:
   * each subtraction borrows one where a byte is less than what is taken from it. A borrow also
   * changes bytes after it, which do not count.
   */
  private static long notPlain(long bytes) {
    long quoteOrControl = (bytes ^ ('"' - ' ') * EACH) - (' ' + 1) * EACH;
    long backslash = (bytes ^ '\\' * EACH) - EACH;
    return (quoteOrControl | backslash | bytes) & HIGH_BITS;
  }

  private static int string(byte[] json, int from) {
    int at = plain(json, from);
    while (at < json.length && json[at] != '"') {
      at = plain(json, json[at] == '\\' ? escape(json, at + 1) : character(json, at));
    }
    return at < json.length ? at + 1 : UNSURE;
  }

  private static int escape(byte[] json, int from) {
    if (from >= json.length) {
      return UNSURE;
    }
    return switch (json[from]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> from + 1;
      case 'u' -> fourHexDigits(json, from + 1);
      default -> UNSURE;
    };
  }

  private static int fourHexDigits(byte[] json, int from) {
    int end = from + 4;
    for (int at = from; at < end; at++) {
      if (at >= json.length || Character.digit(json[at], 16) < 0) {
        return UNSURE;
      }
    }
    return end;
  }

  /** After a character of two to four bytes; like the parser it asks for their high bits only. */
  private static int character(byte[] json, int from) {
    int length = Integer.numberOfLeadingZeros(~(json[from] << (Integer.SIZE - Byte.SIZE)));
    if (length < 2 || length > 4 || from + length > json.length) {
      return UNSURE;
    }
    for (int at = from + 1; at < from + length; at++) {
      if ((json[at] & 0xC0) != 0x80) {
        return UNSURE;
      }
    }
    return from + length;
  }

  private static int nested(byte[] json, int from, char close, int depth) {
    int at = blank(json, from);
    if (isAt(json, at, close)) {
      return at + 1;
    }
    while (at < json.length && depth <= MAX_DEPTH) {
      int value = close == '}' ? mark(json, name(json, at), ':') : at;
      int end = blank(json, value(json, value, depth));
      if (isAt(json, end, close)) {
        return end + 1;
      }
      at = mark(json, end, ',');
    }
    return UNSURE;
  }

  private static int word(byte[] json, int from, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!isAt(json, from + i, word.charAt(i))) {
        return UNSURE;
      }
    }
    return from + word.length();
  }

  private static int number(byte[] json, int from) {
    int first = isAt(json, from, '-') ? from + 1 : from;
    int at = isAt(json, first, '0') ? first + 1 : digits(json, first);
    if (isAt(json, at, '.')) {
      at = digits(json, at + 1);
    }
    if (isAt(json, at, 'e') || isAt(json, at, 'E')) {
      boolean isSigned = isAt(json, at + 1, '-') || isAt(json, at + 1, '+');
      at = digits(json, isSigned ? at + 2 : at + 1);
    }
    return at - from <= MAX_NUMBER_LENGTH ? at : UNSURE;
  }

  private static int digits(byte[] json, int from) {
    int at = from;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    return at == from ? UNSURE : at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
