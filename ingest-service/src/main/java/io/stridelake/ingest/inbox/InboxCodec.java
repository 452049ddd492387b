package io.stridelake.ingest.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stridelake.ingest.strava.MalformedEventException;
import io.stridelake.ingest.strava.StravaEventReader;
import io.stridelake.topics.AccountKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** Between inbox events and the values of records. */
public final class InboxCodec {
  private static final JsonMapper MAPPER = new JsonMapper();

  private InboxCodec() {}

  /** The value for an athlete who connected. */
  public static byte[] write(InboxEvent.Connected event) {
    ObjectNode node = MAPPER.createObjectNode().put("tokens", event.sealed());
    ArrayNode scopes = node.putArray("scopes");
    event.scopes().stream().sorted().forEach(scopes::add);
    return bytes(node);
  }

  /** The value for a page of history. */
  public static byte[] write(InboxEvent.Backfill event) {
    return bytes(MAPPER.createObjectNode().put("before", event.before()));
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if it is not what its type promises
   */
  public static InboxEvent read(InboxHeaders.Type type, AccountKey account, byte[] value) {
    try {
      InboxEvent event =
          switch (type) {
            case WEBHOOK -> new InboxEvent.Hint(StravaEventReader.read(value));
            case CONNECTED -> connected(account, MAPPER.readTree(value));
            case BACKFILL -> backfill(account, MAPPER.readTree(value));
          };
      if (!event.account().equals(account)) {
        throw new IllegalArgumentException("the event is about another account than its key");
      }
      return event;
    } catch (MalformedEventException | IOException e) {
      throw new IllegalArgumentException("the value is not an event: " + e.getMessage(), e);
    }
  }

  private static InboxEvent connected(AccountKey account, JsonNode node) throws IOException {
    Set<String> scopes = new TreeSet<>();
    node.path("scopes").forEach(scope -> scopes.add(scope.asText()));
    return new InboxEvent.Connected(account, node.path("tokens").binaryValue(), scopes);
  }

  private static InboxEvent backfill(AccountKey account, JsonNode node) {
    JsonNode before = node.path("before");
    return new InboxEvent.Backfill(account, before.isIntegralNumber() ? before.longValue() : null);
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
