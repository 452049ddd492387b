package io.stridelake.activity.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * Takes the needed fields out of a payload as Strava writes them and skips the rest, which is nine
 * tenths of it.
 */
final class StravaScan {
  private StravaScan() {}

  /** The fields of a payload, or null if the parser must read it: wrong, unusual or too long. */
  static @Nullable StravaPayload read(byte[] json) {
    if (json.length > Json.MAX_STRING_LENGTH) {
      return null;
    }
    StravaPayload fields = new StravaPayload();
    int at = JsonSkip.mark(json, 0, '{');
    while (at < json.length) {
      int nameEnd = JsonSkip.name(json, at);
      int value = JsonSkip.mark(json, nameEnd, ':');
      int end = JsonSkip.value(json, value, 1);
      if (end == JsonSkip.UNSURE) {
        return null;
      }
      StravaField field = StravaField.of(json, at + 1, nameEnd - 1);
      if (field != null && !take(fields, field, json, value, end)) {
        return null;
      }
      int next = JsonSkip.blank(json, end);
      if (JsonSkip.isAt(json, next, '}')) {
        return JsonSkip.blank(json, next + 1) == json.length ? fields : null;
      }
      at = JsonSkip.mark(json, next, ',');
    }
    return null;
  }

  /** False if it is a text that is not as it stands there. */
  private static boolean take(
      StravaPayload fields, StravaField field, byte[] json, int from, int to) {
    JsonToken token = token(json, from, to);
    if (token == JsonToken.VALUE_STRING) {
      fields.put(field, token, ascii(json, from + 1, to - 1));
      return JsonSkip.plain(json, from + 1) == to - 1;
    }
    fields.put(field, token, token.isNumeric() ? ascii(json, from, to) : null);
    return true;
  }

  private static JsonToken token(byte[] json, int from, int to) {
    return switch (json[from]) {
      case '"' -> JsonToken.VALUE_STRING;
      case '{' -> JsonToken.START_OBJECT;
      case '[' -> JsonToken.START_ARRAY;
      case 't' -> JsonToken.VALUE_TRUE;
      case 'f' -> JsonToken.VALUE_FALSE;
      case 'n' -> JsonToken.VALUE_NULL;
      default ->
          isInteger(json, from, to) ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    };
  }

  private static boolean isInteger(byte[] json, int from, int to) {
    for (int at = from; at < to; at++) {
      if (json[at] == '.' || json[at] == 'e' || json[at] == 'E') {
        return false;
      }
    }
    return true;
  }

  private static String ascii(byte[] json, int from, int to) {
    return new String(json, from, to - from, ISO_8859_1);
  }
}
