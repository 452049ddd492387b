package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys with nothing to encode, as nearly all are: their parts only stand side by side. */
final class PlainKeyParts {
  private PlainKeyParts() {}

  /** The key, or null if a part has something to encode or may not stand in a key. */
  static byte @Nullable [] join(char separator, String... parts) {
    int length = parts.length - 1;
    for (String part : parts) {
      length += part.length();
    }
    byte[] key = new byte[length];
    int at = 0;
    for (String part : parts) {
      if (at > 0) {
        key[at++] = (byte) separator;
      }
      if (!copy(part, key, at)) {
        return null;
      }
      at += part.length();
    }
    return key;
  }

  /** The parts, or null if it has others than so many plain ones. */
  static @Nullable List<String> split(byte[] key, char separator, int count) {
    List<String> parts = new ArrayList<>(count);
    int start = 0;
    for (int at = 0; at <= key.length; at++) {
      if (at == key.length || key[at] == separator) {
        if (at == start) {
          return null;
        }
        parts.add(new String(key, start, at - start, ISO_8859_1));
        start = at + 1;
      } else if (!isPlain(key[at])) {
        return null;
      }
    }
    return parts.size() == count ? parts : null;
  }

  /** Whether it stands in keys as it is. */
  static boolean isPlain(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '.'
        || character == '_'
        || character == '-'
        || character == '~';
  }

  private static boolean copy(String part, byte[] key, int to) {
    for (int i = 0; i < part.length(); i++) {
      char next = part.charAt(i);
      if (!isPlain(next)) {
        return false;
      }
      key[to + i] = (byte) next;
    }
    return !part.isEmpty();
  }
}
