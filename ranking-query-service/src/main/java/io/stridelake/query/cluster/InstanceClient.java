package io.stridelake.query.cluster;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.query.access.AccessSettings;
import io.stridelake.query.cluster.InstanceFailedException.Fault;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Calls of the internal protocol, each with a deadline; connections are kept alive. */
@Singleton
public final class InstanceClient implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final ObjectMapper json;
  private final Duration timeout;
  private final String authorization;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http;

  InstanceClient(ObjectMapper json, ClusterSettings settings, AccessSettings access) {
    this.json = json;
    this.timeout = settings.callTimeout();
    this.authorization = "Bearer " + access.serviceToken();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(executor)
            .build();
  }

  /**
   * Gets a document.
   *
   * @return completes exceptionally with {@link InstanceFailedException}
   */
  public <T> CompletableFuture<T> get(String instance, String path, Argument<T> type) {
    return send(request(instance, path).GET().build()).thenApply(body -> read(body, type));
  }

  /**
   * Gets bytes.
   *
   * @return completes exceptionally with {@link InstanceFailedException}
   */
  public CompletableFuture<byte[]> bytes(String instance, String path) {
    return send(request(instance, path).GET().build());
  }

  /**
   * Posts a document.
   *
   * @return completes exceptionally with {@link InstanceFailedException}
   */
  public <T> CompletableFuture<T> post(
      String instance, String path, Object body, Argument<T> type) {
    HttpRequest request =
        request(instance, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(write(body)))
            .build();
    return send(request).thenApply(answer -> read(answer, type));
  }

  @Override
  @PreDestroy
  public void close() {
    http.shutdownNow();
    executor.shutdownNow();
  }

  private HttpRequest.Builder request(String instance, String path) {
    return HttpRequest.newBuilder(URI.create(instance + "/internal/v1" + path))
        .timeout(timeout)
        .header("Authorization", authorization);
  }

  private CompletableFuture<byte[]> send(HttpRequest request) {
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .exceptionallyCompose(fault -> CompletableFuture.failedFuture(unreachable(request, fault)))
        .thenApply(InstanceClient::body);
  }

  private static byte[] body(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 200) {
      return response.body();
    }
    Fault fault =
        switch (status) {
          case 404 -> Fault.NOT_FOUND;
          case 502, 503, 504 -> Fault.REBALANCING;
          default -> Fault.REFUSED;
        };
    throw new InstanceFailedException(response.uri() + " answered " + status, fault, null);
  }

  private static InstanceFailedException unreachable(HttpRequest request, Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException e && e.getCause() != null ? e.getCause() : fault;
    return new InstanceFailedException(request.uri() + " did not answer", Fault.UNREACHABLE, cause);
  }

  private byte[] write(Object body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException("an internal query cannot be written", e);
    }
  }

  private <T> T read(byte[] body, Argument<T> type) {
    try {
      T read = json.readValue(body, type);
      if (read == null) {
        throw new InstanceFailedException("null for " + type, Fault.REFUSED, null);
      }
      return read;
    } catch (IOException e) {
      throw new InstanceFailedException("not a " + type, Fault.REFUSED, e);
    }
  }
}
