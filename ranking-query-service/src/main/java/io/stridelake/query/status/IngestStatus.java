package io.stridelake.query.status;

import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.query.cluster.ClusterSettings;
import io.stridelake.query.forward.ForwardSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks the ingest service how it is doing. */
@Singleton
final class IngestStatus implements AutoCloseable {
  private final ObjectMapper json;
  private final URI address;
  private final Duration timeout;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  IngestStatus(ObjectMapper json, ForwardSettings forward, ClusterSettings cluster) {
    this.json = json;
    this.address = forward.ingest().resolve("/admin/ingest/status");
    this.timeout = cluster.callTimeout();
  }

  /**
   * Its answer; completes exceptionally when there is none.
   *
   * @param authorization the caller's own header
   */
  CompletableFuture<JsonNode> get(String authorization) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Authorization", authorization)
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(this::read);
  }

  @Override
  @PreDestroy
  public void close() {
    http.shutdownNow();
  }

  private JsonNode read(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException("ingest status answered " + response.statusCode());
    }
    try {
      JsonNode node = json.readValue(response.body(), Argument.of(JsonNode.class));
      if (node == null) {
        throw new IllegalStateException("ingest status is empty");
      }
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException("ingest status is no JSON", e);
    }
  }
}
