package io.stridelake.ingest.strava;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads pushed events and refuses whatever has another shape. Unknown fields are passed over. */
public final class StravaEventReader {
  private static final int DEEPEST = 16;

  /** Far beyond any event, still a date. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StravaEventReader() {}

  /**
   * Reads one event.
   *
   * @throws MalformedEventException if it is not one
   */
  public static StravaEvent read(byte[] body) throws MalformedEventException {
    JsonNode root = parse(body);
    return new StravaEvent(
        word(root, "object_type", StravaEvent.ObjectType.class),
        id(root, "object_id"),
        word(root, "aspect_type", StravaEvent.Aspect.class),
        id(root, "owner_id"),
        id(root, "subscription_id"),
        time(root),
        updates(root));
  }

  private static JsonNode parse(byte[] body) throws MalformedEventException {
    try {
      JsonNode root = MAPPER.readTree(body);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw new MalformedEventException("the body is not JSON");
    } catch (IOException e) {
      throw new MalformedEventException("the body is not UTF-8");
    }
    throw new MalformedEventException("the body is not a JSON object");
  }

  private static <E extends Enum<E>> E word(JsonNode root, String field, Class<E> words)
      throws MalformedEventException {
    String text = root.path(field).isTextual() ? root.path(field).textValue() : "";
    for (E word : words.getEnumConstants()) {
      if (word.name().toLowerCase(Locale.ROOT).equals(text)) {
        return word;
      }
    }
    throw new MalformedEventException(field + " is missing or unknown");
  }

  private static long id(JsonNode root, String field) throws MalformedEventException {
    JsonNode node = root.path(field);
    if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0) {
      return node.longValue();
    }
    throw new MalformedEventException(field + " is not a positive whole number");
  }

  private static Instant time(JsonNode root) throws MalformedEventException {
    long seconds = id(root, "event_time");
    if (seconds > LAST_SECOND) {
      throw new MalformedEventException("event_time is not in seconds");
    }
    return Instant.ofEpochSecond(seconds);
  }

  private static Map<String, String> updates(JsonNode root) throws MalformedEventException {
    JsonNode node = root.path("updates");
    if (node.isMissingNode() || node.isNull()) {
      return Map.of();
    }
    if (!node.isObject()) {
      throw new MalformedEventException("updates is not an object");
    }
    Map<String, String> updates = new HashMap<>();
    node.properties().forEach(entry -> updates.put(entry.getKey(), text(entry.getValue())));
    return updates;
  }

  /** Values are documented as text; a bare boolean or number is taken as what it looks like. */
  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
