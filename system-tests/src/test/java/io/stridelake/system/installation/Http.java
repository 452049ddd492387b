package io.stridelake.system.installation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Speaks HTTP and exact JSON; follows no redirects by itself. */
public final class Http implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** An answer as it came; never compared as a whole. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(int status, Map<String, String> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      return read(body);
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    /** This answer if it has the status. */
    public Answer expect(int expected) {
      if (status != expected) {
        throw new AssertionError("status " + status + " (expected " + expected + "): " + text());
      }
      return this;
    }
  }

  /** Reads JSON with its decimals as they stand there. */
  public static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(new String(json, StandardCharsets.UTF_8), e);
    }
  }

  public Answer get(String address, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  public Answer send(String method, String address, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /**
   * Sends a request.
   *
   * @throws UncheckedIOException when there is no answer
   */
  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
      Map<String, String> headers = new java.util.HashMap<>();
      response
          .headers()
          .map()
          .forEach((name, all) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), all.get(0)));
      return new Answer(response.statusCode(), headers, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
