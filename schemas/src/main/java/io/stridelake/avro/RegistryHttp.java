package io.stridelake.avro;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to a registry. What may pass (no connection, no answer in time, 408, 429, 5xx) is tried
 * again at the next address, with growing pauses, until the patience is over.
 */
final class RegistryHttp implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RegistryHttp.class);
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final AvroConfig config;
  private final HttpClient client;

  RegistryHttp(AvroConfig config) {
    this.config = config;
    client = HttpClient.newBuilder().connectTimeout(config.connectTimeout()).build();
  }

  String get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  String post(String path, String body) {
    return send("POST", path, BodyPublishers.ofString(body));
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  private String send(String method, String path, BodyPublisher body) {
    long end = System.nanoTime() + config.patience().toNanos();
    Duration pause = FIRST_PAUSE;
    for (int attempt = 0; ; attempt++) {
      URI address = config.registries().get(attempt % config.registries().size());
      try {
        HttpResponse<String> response =
            client.send(request(address, method, path, body), BodyHandlers.ofString());
        if (!mayPass(response.statusCode())) {
          return checked(method, path, response);
        }
        throw new IOException("status " + response.statusCode());
      } catch (IOException e) {
        if (System.nanoTime() + pause.toNanos() > end) {
          throw new RegistryUnavailableException(
              "schema registry " + withoutUser(address) + " did not answer in " + config.patience(),
              e);
        }
        log.atWarn()
            .addKeyValue("registry", withoutUser(address))
            .addKeyValue("attempt", attempt + 1)
            .addKeyValue("cause", e.toString())
            .log("Schema registry does not answer, asking again");
        pause = rest(pause);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  private HttpRequest request(URI address, String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(withoutUser(address) + path))
            .timeout(config.requestTimeout())
            .header("Content-Type", MEDIA_TYPE)
            .header("Accept", MEDIA_TYPE + ", application/json")
            .method(method, body);
    if (config.authorization() != null) {
      request.header("Authorization", config.authorization());
    }
    return request.build();
  }

  private static String checked(String method, String path, HttpResponse<String> response) {
    if (response.statusCode() == 200) {
      return response.body();
    }
    throw new SerializationException(
        "schema registry answered %s %s with %d: %s"
            .formatted(method, path, response.statusCode(), response.body()));
  }

  private static boolean mayPass(int status) {
    return status >= 500 || status == 429 || status == 408;
  }

  /** Sleeps about that long and gives the next pause. */
  private static Duration rest(Duration pause) {
    try {
      Thread.sleep(pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis()));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    Duration next = pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }

  private static String withoutUser(URI address) {
    String userInfo = address.getRawUserInfo();
    return userInfo == null ? address.toString() : address.toString().replace(userInfo + "@", "");
  }
}
