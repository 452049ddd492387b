package io.stridelake.ingest.strava;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The few fields of an activity's payload that fetching needs; null where absent or of another
 * type.
 *
 * @param id the activity's
 * @param athleteId whose it is
 * @param start when it began
 */
public record ActivityFacts(@Nullable Long id, @Nullable Long athleteId, @Nullable Instant start) {
  private static final ActivityFacts NOTHING = new ActivityFacts(null, null, null);
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads what can be read; nothing of a payload that is not a JSON object. */
  public static ActivityFacts read(byte[] payload) {
    try (JsonParser parser = JSON.createParser(payload)) {
      return parser.nextToken() == JsonToken.START_OBJECT ? fields(parser) : NOTHING;
    } catch (IOException e) {
      return NOTHING;
    }
  }

  private static ActivityFacts fields(JsonParser parser) throws IOException {
    Long id = null;
    Long athlete = null;
    Instant start = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "id" -> id = number(parser, value);
        case "start_date" -> start = moment(parser, value);
        case "athlete" -> {
          athlete = value == JsonToken.START_OBJECT ? idInside(parser) : null;
        }
        default -> parser.skipChildren();
      }
    }
    return new ActivityFacts(id, athlete, start);
  }

  private static @Nullable Long idInside(JsonParser parser) throws IOException {
    Long id = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isId = parser.currentName().equals("id");
      JsonToken value = parser.nextToken();
      if (isId) {
        id = number(parser, value);
      } else {
        parser.skipChildren();
      }
    }
    return id;
  }

  private static @Nullable Long number(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    parser.skipChildren();
    return null;
  }

  private static @Nullable Instant moment(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return null;
    }
    try {
      return Instant.parse(parser.getText());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
