package io.stridelake.activity.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stridelake.activity.UnreadableReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The needed fields of one payload and the first thing found wrong in it.
 *
 * <p>Only fields of the activity itself are taken, never those of the athlete, the map or the
 * segments in it. A field that stands there again replaces the former, as in most JSON parsers; a
 * null is the same as a field that is missing.
 */
final class StravaPayload {
  private final @Nullable JsonToken[] tokens = new JsonToken[StravaField.values().length];
  private final @Nullable String[] texts = new String[StravaField.values().length];
  private Reading.@Nullable Failed failure;

  /** Reads a payload; what {@link StravaScan} can read is not parsed as a whole. */
  static StravaPayload of(byte[] bytes) {
    StravaPayload scanned = StravaScan.read(bytes);
    return scanned == null ? parse(bytes) : scanned;
  }

  /** Reads any payload, to the same end as {@link #of}, and says what is wrong with it. */
  static StravaPayload parse(byte[] bytes) {
    StravaPayload payload = new StravaPayload();
    try (JsonParser parser = Json.parser(bytes)) {
      payload.parse(parser);
    } catch (IOException e) {
      payload.fail(UnreadableReason.MALFORMED, Json.place(e));
    }
    return payload;
  }

  /** Takes a value in place of the former, if there was one. */
  void put(StravaField field, JsonToken token, @Nullable String text) {
    tokens[field.ordinal()] = token == JsonToken.VALUE_NULL ? null : token;
    texts[field.ordinal()] = text;
  }

  /** The first thing wrong, or null if nothing is. */
  Reading.@Nullable Failed failure() {
    return failure;
  }

  boolean has(StravaField field) {
    return tokens[field.ordinal()] != null;
  }

  void missing(String what) {
    fail(UnreadableReason.MISSING_FIELD, what + " is missing");
  }

  void bad(StravaField field, String expected) {
    fail(UnreadableReason.BAD_VALUE, field.key() + " cannot be (expected " + expected + ")");
  }

  void fail(UnreadableReason reason, String detail) {
    if (failure == null) {
      failure = new Reading.Failed(reason, detail);
    }
  }

  /** A text, or null if it is missing or wrong. */
  @Nullable String text(StravaField field) {
    JsonToken token = tokens[field.ordinal()];
    if (token != null && token != JsonToken.VALUE_STRING) {
      bad(field, "a text");
      return null;
    }
    return texts[field.ordinal()];
  }

  /** An id as text, also if it is a number; or null if it is missing or wrong. */
  @Nullable String id(StravaField field) {
    boolean isNumber = tokens[field.ordinal()] == JsonToken.VALUE_NUMBER_INT;
    return isNumber ? texts[field.ordinal()] : text(field);
  }

  /** False if it is missing or wrong. */
  boolean flag(StravaField field) {
    JsonToken token = tokens[field.ordinal()];
    if (token != null && !token.isBoolean()) {
      bad(field, "true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** A number, zero if it is missing or wrong. */
  Decimal number(StravaField field, Decimal.Range range) {
    JsonToken token = tokens[field.ordinal()];
    if (token == null) {
      return Decimal.ZERO;
    }
    String text = texts[field.ordinal()];
    Decimal number = token.isNumeric() && text != null ? Decimal.of(text) : null;
    if (number == null || !range.holds(number)) {
      bad(field, "a number " + range);
      return Decimal.ZERO;
    }
    return number;
  }

  private void parse(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      fail(UnreadableReason.MALFORMED, "no JSON object");
      return;
    }
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      StravaField field = StravaField.of(key);
      if (field != null) {
        take(field, token, parser);
      }
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      fail(UnreadableReason.MALFORMED, "something stands after the JSON object");
    }
  }

  private void take(StravaField field, JsonToken token, JsonParser parser) throws IOException {
    boolean hasText = token.isScalarValue() && token != JsonToken.VALUE_NULL;
    put(field, token, hasText ? parser.getText() : null);
  }
}
