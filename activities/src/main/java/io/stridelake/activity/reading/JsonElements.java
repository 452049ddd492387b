package io.stridelake.activity.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes JSON apart without changing a byte of its parts. */
public final class JsonElements {
  private JsonElements() {}

  /**
   * Cuts a page into its elements: each with exactly the bytes between the brackets and commas,
   * white space around it aside.
   *
   * @param page a JSON array in UTF-8
   * @throws IllegalArgumentException if it is not, or is not whole
   */
  public static List<byte[]> cut(byte[] page) {
    requireWholeArray(page);
    List<byte[]> elements = new ArrayList<>();
    int start = -1;
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < page.length; i++) {
      byte b = page[i];
      if (inString) {
        i += b == '\\' ? 1 : 0;
        inString = b != '"';
      } else if (depth == 1 && (b == ',' || b == ']')) {
        add(elements, page, start, i);
        start = i + 1;
        depth -= b == ']' ? 1 : 0;
      } else if (b == '"') {
        inString = true;
      } else if (b == '[' || b == '{') {
        start = depth == 0 ? i + 1 : start;
        depth++;
      } else if (b == ']' || b == '}') {
        depth--;
      }
    }
    return elements;
  }

  /**
   * A field of an object itself, not of the objects in it, as text; a field that stands there again
   * replaces the former.
   *
   * @return empty if it is missing, null, an object or an array, or if the bytes are no JSON object
   */
  public static Optional<String> field(byte[] object, String name) {
    String found = null;
    try (JsonParser parser = Json.parser(object)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (key.equals(name)) {
          boolean scalar = value.isScalarValue() && value != JsonToken.VALUE_NULL;
          found = scalar ? parser.getText() : null;
        }
        parser.skipChildren();
      }
      return parser.nextToken() == null ? Optional.ofNullable(found) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void add(List<byte[]> elements, byte[] page, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(page[start])) {
      start++;
    }
    while (end > start && isBlank(page[end - 1])) {
      end--;
    }
    if (start < end) { // Nothing stands between the brackets of an empty page.
      elements.add(Arrays.copyOfRange(page, start, end));
    }
  }

  private static void requireWholeArray(byte[] page) {
    for (byte b : page) {
      if (b == 0) {
        throw new IllegalArgumentException("page is not UTF-8 (expected a JSON array)");
      }
    }
    try (JsonParser parser = Json.parser(page)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IllegalArgumentException("page is no array (expected a JSON array)");
      }
      parser.skipChildren();
      if (parser.currentToken() != JsonToken.END_ARRAY || parser.nextToken() != null) {
        throw new IllegalArgumentException("page goes on after its end (expected one JSON array)");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("page is " + Json.place(e), e);
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
