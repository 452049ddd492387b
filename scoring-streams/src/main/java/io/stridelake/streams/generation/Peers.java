package io.stridelake.streams.generation;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsApp;
import io.stridelake.streams.StreamsConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Calls the instances of a generation, this one included, by their internal addresses. */
public final class Peers implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** For answers that lie ready. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ObjectMapper json;
  private final String authorization;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /** Calls with the configured token. */
  public Peers(StreamsConfiguration configuration, ObjectMapper json) {
    this.json = json;
    this.authorization = "Bearer " + configuration.serviceToken();
  }

  /** The addresses of all instances that have partitions of a generation. */
  public static List<String> of(ServedGeneration generation) {
    return of(generation.ranking());
  }

  /** The addresses of all instances that have partitions of an app. */
  static List<String> of(StreamsApp app) {
    TreeSet<String> addresses = new TreeSet<>();
    app.instances()
        .forEach(
            instance -> addresses.add("http://%s:%d".formatted(instance.host(), instance.port())));
    return List.copyOf(addresses);
  }

  /** An instance answered something else than 200. */
  static final class StatusException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private StatusException(URI uri, int status) {
      super(uri + " answered " + status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /**
   * Posts nothing to an address and waits for what is said.
   *
   * @throws IOException if the instance does not answer in time, or not with 200; it says who
   */
  <T> T post(String instance, String path, Argument<T> type, Duration patience)
      throws IOException, InterruptedException {
    return send(request(instance, path, patience).POST(BodyPublishers.noBody()).build(), type);
  }

  /**
   * Posts a document to an address and waits for what is said.
   *
   * @throws IOException if the instance does not answer in time, or not with 200; it says who
   */
  public <T> T post(String instance, String path, Object body, Argument<T> type, Duration patience)
      throws IOException, InterruptedException {
    return send(
        request(instance, path, patience)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
            .build(),
        type);
  }

  /**
   * Gets a document.
   *
   * @throws IOException if the instance does not answer in time, or not with 200; it says who
   */
  public <T> T get(String instance, String path, Argument<T> type)
      throws IOException, InterruptedException {
    return send(request(instance, path, PATIENCE).GET().build(), type);
  }

  private HttpRequest.Builder request(String instance, String path, Duration patience) {
    return HttpRequest.newBuilder(URI.create(instance + "/internal/v1" + path))
        .timeout(patience)
        .header("Authorization", authorization);
  }

  private <T> T send(HttpRequest request, Argument<T> type)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new StatusException(request.uri(), response.statusCode());
    }
    T said = json.readValue(response.body(), type);
    if (said == null) {
      throw new IOException(request.uri() + " answered nothing");
    }
    return said;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
