package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a raw record say.
 *
 * @param provider who sent it
 * @param kind what it is
 * @param contentType media type of the bytes
 * @param receivedAt when ingest received it; milliseconds count
 * @param origin how it came
 * @param eventId the event that made us fetch it, or null
 * @param deleted the provider said that it is gone; the value is empty then
 */
public record LakeHeaders(
    String provider,
    String kind,
    String contentType,
    Instant receivedAt,
    Origin origin,
    @Nullable String eventId,
    boolean deleted) {
  /** Who sent the record. */
  public static final String PROVIDER = "provider";

  /** What the record is. */
  public static final String KIND = "kind";

  /** The media type of its bytes. */
  public static final String CONTENT_TYPE = "content-type";

  /** When it was received, epoch milliseconds. */
  public static final String RECEIVED_AT = "received-at";

  /** How it came. */
  public static final String ORIGIN = "origin";

  /** The event that made us fetch it; absent without one. */
  public static final String EVENT_ID = "event-id";

  /** Present on a deletion, whose value is empty. */
  public static final String DELETED = "deleted";

  private static final String YES = "true";

  /** Adds these headers, replacing what had their names. */
  public void addTo(Headers headers) {
    put(headers, PROVIDER, provider);
    put(headers, KIND, kind);
    put(headers, CONTENT_TYPE, contentType);
    put(headers, RECEIVED_AT, Long.toString(receivedAt.toEpochMilli()));
    put(headers, ORIGIN, origin.text());
    headers.remove(EVENT_ID);
    if (eventId != null) {
      put(headers, EVENT_ID, eventId);
    }
    headers.remove(DELETED);
    if (deleted) {
      put(headers, DELETED, YES);
    }
  }

  /**
   * Reads the headers of a raw record; headers it does not know are passed over.
   *
   * @throws IllegalArgumentException if one is missing or makes no sense; it names the header
   */
  public static LakeHeaders read(Headers headers) {
    return new LakeHeaders(
        required(headers, PROVIDER),
        required(headers, KIND),
        required(headers, CONTENT_TYPE),
        instant(required(headers, RECEIVED_AT)),
        Origin.ofText(required(headers, ORIGIN)),
        text(headers, EVENT_ID),
        headers.lastHeader(DELETED) != null);
  }

  /**
   * When the record was received, if the headers are whole; those that do not tell are not decoded.
   *
   * @throws IllegalArgumentException where {@link #read} would throw it
   */
  public static Instant receivedAt(Headers headers) {
    requirePresent(headers, PROVIDER);
    requirePresent(headers, KIND);
    requirePresent(headers, CONTENT_TYPE);
    Instant receivedAt = instant(required(headers, RECEIVED_AT));
    Origin.ofText(required(headers, ORIGIN));
    return receivedAt;
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(UTF_8));
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  private static void requirePresent(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null || header.value().length == 0) {
      throw missing(name);
    }
  }

  private static String required(Headers headers, String name) {
    String value = text(headers, name);
    if (value == null || value.isEmpty()) {
      throw missing(name);
    }
    return value;
  }

  private static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException("header " + name + " is missing");
  }

  private static Instant instant(String text) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("header " + RECEIVED_AT + " is not epoch milliseconds", e);
    }
  }
}
