package io.stridelake.ingest.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of an inbox record say.
 *
 * @param type what the value is
 * @param receivedAt when it came first, also after it was put back to the end of the queue
 * @param eventId names it in the lake and in logs
 * @param attempt how often it was tried in vain
 * @param notBefore when it may be tried again, or null for at once
 */
public record InboxHeaders(
    Type type, Instant receivedAt, String eventId, int attempt, @Nullable Instant notBefore) {
  private static final String TYPE = "type";
  private static final String RECEIVED_AT = "received-at";
  private static final String EVENT_ID = "event-id";
  private static final String ATTEMPT = "attempt";
  private static final String NOT_BEFORE = "not-before";

  /** What the value of an inbox record is. */
  public enum Type {
    /** What a provider pushed, byte for byte. */
    WEBHOOK,
    /** An athlete connected: our own JSON with encrypted tokens. */
    CONNECTED,
    /** One page of a history is to be fetched: our own JSON. */
    BACKFILL
  }

  /** For something that has just arrived. */
  public static InboxHeaders fresh(Type type, Instant now, String eventId) {
    return new InboxHeaders(type, now, eventId, 0, null);
  }

  /** For putting it back, not before it is due; null for at once. */
  public InboxHeaders again(int attempts, @Nullable Instant due) {
    return new InboxHeaders(type, receivedAt, eventId, attempts, due);
  }

  /** Writes these headers in place of what had their names. */
  public void addTo(Headers headers) {
    put(headers, TYPE, type.name());
    put(headers, RECEIVED_AT, millis(receivedAt));
    put(headers, EVENT_ID, eventId);
    headers.remove(ATTEMPT);
    headers.remove(NOT_BEFORE);
    if (attempt > 0) {
      put(headers, ATTEMPT, Integer.toString(attempt));
    }
    if (notBefore != null) {
      put(headers, NOT_BEFORE, millis(notBefore));
    }
  }

  /**
   * Reads the headers.
   *
   * @throws IllegalArgumentException if one is missing or makes no sense
   */
  public static InboxHeaders read(Headers headers) {
    return new InboxHeaders(
        Type.valueOf(required(headers, TYPE)),
        moment(required(headers, RECEIVED_AT)),
        required(headers, EVENT_ID),
        text(headers, ATTEMPT).map(Integer::parseInt).orElse(0),
        text(headers, NOT_BEFORE).map(InboxHeaders::moment).orElse(null));
  }

  private static String millis(Instant moment) {
    return Long.toString(moment.toEpochMilli());
  }

  private static Instant moment(String text) {
    return Instant.ofEpochMilli(Long.parseLong(text));
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(UTF_8));
  }

  private static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), UTF_8));
  }

  private static String required(Headers headers, String name) {
    return text(headers, name)
        .orElseThrow(() -> new IllegalArgumentException("header " + name + " is missing"));
  }
}
