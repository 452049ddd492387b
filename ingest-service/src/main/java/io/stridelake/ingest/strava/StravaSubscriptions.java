package io.stridelake.ingest.strava;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Strava's push subscriptions: one per application. */
@Singleton
final class StravaSubscriptions {
  private static final long LARGEST = 1024L * 1024;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final StravaConfig config;
  private final HttpExchange http;

  StravaSubscriptions(StravaConfig config, HttpExchange http) {
    this.config = config;
    this.http = http;
  }

  /**
   * A subscription that exists.
   *
   * @param id names it in events
   * @param callback where events go, empty if the answer does not tell
   */
  record Existing(long id, String callback) {}

  List<Existing> all(StravaConfig.Client client) throws IOException {
    Answer answer = http.send(HttpExchange.to(path("") + "?" + credentials(client)), LARGEST);
    require(answer, 200, "listing");
    List<Existing> found = new ArrayList<>();
    for (JsonNode each : MAPPER.readTree(answer.body())) {
      found.add(new Existing(each.path("id").asLong(), each.path("callback_url").asText("")));
    }
    return found;
  }

  /** Creates one; Strava calls the callback before it answers. */
  long create(StravaConfig.Client client, URI callback, String verifyToken) throws IOException {
    String form =
        StravaOAuth.form(
            Map.of(
                "client_id", client.id(),
                "client_secret", client.secret(),
                "callback_url", callback.toString(),
                "verify_token", verifyToken));
    Answer answer =
        http.send(
            HttpExchange.to(path(""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)),
            LARGEST);
    require(answer, 201, "creating");
    long id = MAPPER.readTree(answer.body()).path("id").asLong();
    if (id <= 0) {
      throw new IOException("creating the push subscription was answered without an id");
    }
    return id;
  }

  void delete(StravaConfig.Client client, long id) throws IOException {
    Answer answer =
        http.send(HttpExchange.to(path("/" + id) + "?" + credentials(client)).DELETE(), LARGEST);
    require(answer, 204, "deleting");
  }

  private String path(String suffix) {
    return config.api() + "/push_subscriptions" + suffix;
  }

  private static String credentials(StravaConfig.Client client) {
    return StravaOAuth.form(Map.of("client_id", client.id(), "client_secret", client.secret()));
  }

  private static void require(Answer answer, int expected, String what) throws IOException {
    boolean fine = answer.status() == expected || (expected == 201 && answer.status() == 200);
    if (!fine) {
      throw new IOException(
          what + " the push subscription was answered " + answer.status() + message(answer));
    }
  }

  /** The provider's words help whoever set the application up; they hold no secret. */
  private static String message(Answer answer) {
    try {
      JsonNode body = MAPPER.readTree(answer.body());
      return body == null ? "" : ": " + body.path("errors");
    } catch (IOException e) {
      return "";
    }
  }
}
