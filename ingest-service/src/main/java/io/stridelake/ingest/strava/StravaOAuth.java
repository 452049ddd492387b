package io.stridelake.ingest.strava;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Strava's OAuth: the page that asks the athlete, and tokens. */
@Singleton
public final class StravaOAuth {
  private static final long LARGEST = 1024L * 1024;
  private static final String SCOPE = "read,activity:read";
  private static final Set<String> OUR_FIELDS = Set.of("client_id", "client_secret", "Status");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final StravaConfig config;
  private final HttpExchange http;

  StravaOAuth(StravaConfig config, HttpExchange http) {
    this.config = config;
    this.http = http;
  }

  /** Where to send the athlete. */
  public URI authorizePage(StravaConfig.Client client, URI callback, String state) {
    return URI.create(
        config.oauth()
            + "/authorize?"
            + form(
                Map.of(
                    "client_id",
                    client.id(),
                    "redirect_uri",
                    callback.toString(),
                    "response_type",
                    "code",
                    "approval_prompt",
                    "auto",
                    "scope",
                    SCOPE,
                    "state",
                    state)));
  }

  /** Turns the code of a callback into tokens. */
  public Grant exchange(StravaConfig.Client client, String code) {
    return ask(client, Map.of("grant_type", "authorization_code", "code", code));
  }

  /** Buys the next tokens. The old refresh token may be dead afterwards. */
  public Grant refresh(StravaConfig.Client client, Tokens tokens) {
    return ask(client, Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()));
  }

  private Grant ask(StravaConfig.Client client, Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("client_id", client.id());
    all.put("client_secret", client.secret());
    try {
      return read(
          http.send(
              HttpExchange.to(config.oauth() + "/token")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form(all))),
              LARGEST));
    } catch (IOException e) {
      return new Grant.Unavailable("no answer: " + e.getMessage());
    }
  }

  private static Grant read(Answer answer) {
    JsonNode body = json(answer.body());
    if (answer.status() == 200) {
      return given(body);
    }
    if ((answer.status() == 400 || answer.status() == 401)
        && body != null
        && body.isObject()
        && !blamesUs(body)) {
      return new Grant.Dead();
    }
    return new Grant.Unavailable("status " + answer.status());
  }

  /** Whether the errors are about the application's own credentials. */
  private static boolean blamesUs(JsonNode body) {
    for (JsonNode error : body.path("errors")) {
      if (OUR_FIELDS.contains(error.path("field").asText())) {
        return true;
      }
    }
    return false;
  }

  private static Grant given(@Nullable JsonNode body) {
    if (body == null
        || body.path("access_token").asText().isBlank()
        || body.path("refresh_token").asText().isBlank()
        || !body.path("expires_at").canConvertToLong()) {
      return new Grant.Unavailable("an answer without tokens");
    }
    Tokens tokens =
        new Tokens(
            body.path("access_token").asText(),
            body.path("refresh_token").asText(),
            Instant.ofEpochSecond(body.path("expires_at").asLong()));
    return new Grant.Given(tokens, profile(body.path("athlete")));
  }

  private static Grant.@Nullable Profile profile(JsonNode athlete) {
    return athlete.path("id").canConvertToLong() && athlete.path("id").asLong() > 0
        ? new Grant.Profile(
            athlete.path("id").asLong(),
            athlete.path("firstname").asText("").strip(),
            athlete.path("lastname").asText("").strip())
        : null;
  }

  private static @Nullable JsonNode json(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      return null;
    }
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
