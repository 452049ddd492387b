package io.stridelake.simulator.push;

import io.micronaut.json.JsonMapper;
import io.stridelake.simulator.SimulatorConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the subscriber's callback: the validation and the posts. Each must answer in time. */
@Singleton
class Callback {
  private static final Logger LOG = LoggerFactory.getLogger(Callback.class);

  private final SimulatorConfiguration configuration;
  private final JsonMapper mapper;
  private final Clock clock;
  private final HttpClient client;

  Callback(SimulatorConfiguration configuration, JsonMapper mapper, Clock clock) {
    this.configuration = configuration;
    this.mapper = mapper;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(configuration.pushTimeout())
            .build();
  }

  @PreDestroy
  void close() {
    client.shutdownNow();
  }

  /** Whether the callback answers the challenge with 200 and its echo in JSON. */
  boolean validates(String callbackUrl, String verifyToken) throws InterruptedException {
    String challenge = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    String query =
        "hub.verify_token=%s&hub.challenge=%s&hub.mode=subscribe"
            .formatted(URLEncoder.encode(verifyToken, StandardCharsets.UTF_8), challenge);
    try {
      URI address = URI.create(callbackUrl + (callbackUrl.contains("?") ? "&" : "?") + query);
      HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(address).GET());
      return answer.statusCode() == 200 && challenge.equals(echo(answer.body()));
    } catch (IOException | IllegalArgumentException e) {
      LOG.atInfo().setCause(e).log("Callback did not validate");
      return false;
    }
  }

  /** Posts an event; false when the answer is not 200 or not in time. */
  boolean accepts(String callbackUrl, byte[] body) throws InterruptedException {
    try {
      HttpRequest.Builder post =
          HttpRequest.newBuilder(URI.create(callbackUrl))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body));
      String key = configuration.signatureKey();
      if (key != null) {
        post.header("X-Strava-Signature", signature(key, body));
      }
      return send(post).statusCode() == 200;
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("Event was not accepted");
      return false;
    }
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(
        request.timeout(configuration.pushTimeout()).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private @Nullable String echo(byte[] body) {
    try {
      return mapper.readValue(body, Map.class) instanceof Map<?, ?> map
              && map.get("hub.challenge") instanceof String echo
          ? echo
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private String signature(String key, byte[] body) {
    long time = clock.instant().getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is in every JDK", e);
    }
  }
}
