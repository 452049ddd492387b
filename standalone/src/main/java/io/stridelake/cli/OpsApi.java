package io.stridelake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Documents that ops get and post, by a server's options. */
final class OpsApi {
  private static final JsonMapper JSON = new JsonMapper();

  /** Promoting waits for boards to be built, verifying for everything to be added up. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final OpsServer server;

  OpsApi(OpsServer server) {
    this.server = server;
  }

  /**
   * Asks.
   *
   * @throws Refused if the server refuses; it says why
   */
  JsonNode get(String path) {
    return read(server.call("GET", path, "application/json", BodyPublishers.noBody(), PATIENCE));
  }

  /**
   * Has something done.
   *
   * @throws Refused if the server refuses; it says why
   */
  JsonNode post(String path, @Nullable ObjectNode body) {
    return read(
        server.call(
            "POST",
            path,
            "application/json",
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()),
            PATIENCE));
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private static JsonNode read(HttpResponse<String> response) {
    JsonNode answer;
    try {
      answer = JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new Refused("the server answered " + response.statusCode() + ": " + response.body());
    }
    if (response.statusCode() / 100 != 2) {
      throw new Refused(
          answer.path("detail").asText("the server answered " + response.statusCode()));
    }
    return answer;
  }
}
