package io.stridelake.query;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.query.fake.FakeInstance;
import io.stridelake.query.fake.FakeStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A query service in front of fake instances. */
public final class Service implements AutoCloseable {
  public static final String ADMIN = "admin-secret";
  private static final Argument<Map<String, Object>> OBJECT =
      Argument.mapOf(String.class, Object.class);

  private final ApplicationContext context;
  private final FakeStreams streams;
  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  private Service(ApplicationContext context, FakeStreams streams) {
    this.context = context;
    this.streams = streams;
    this.url = context.getBean(EmbeddedServer.class).getURL().toString();
  }

  /** Starts one that keeps no answers, so that every request is evaluated. */
  public static Service start(FakeStreams streams) {
    return start(streams, Map.of("query.answer.fresh", "0ms"));
  }

  public static Service start(FakeStreams streams, Map<String, Object> more) {
    Map<String, Object> overrides = new HashMap<>();
    overrides.put("micronaut.server.port", -1);
    overrides.put("query.cluster.streams", streams.url());
    overrides.put("query.cluster.retry-for", "1500ms");
    overrides.put("query.access.admin-token", ADMIN);
    overrides.put("query.access.service-token", FakeInstance.TOKEN);
    overrides.putAll(more);
    Service service = new Service(QueryService.start(overrides), streams);
    Awaitility.await().until(() -> service.get("/health/readiness").status() == 200);
    return service;
  }

  /** What came back. */
  public record Response(int status, HttpResponse<byte[]> raw) {
    public Map<String, Object> json() {
      try {
        return Objects.requireNonNull(ObjectMapper.getDefault().readValue(raw.body(), OBJECT));
      } catch (IOException e) {
        throw new UncheckedIOException(text(), e);
      }
    }

    public String text() {
      return new String(raw.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    public @Nullable String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }

    @SuppressWarnings("unchecked") // JSON of the service under test
    public List<Map<String, Object>> entries() {
      return (List<Map<String, Object>>) Objects.requireNonNull(json().get("entries"));
    }

    public @Nullable String text(String field) {
      return (String) json().get(field);
    }
  }

  public Response get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Response send(String method, String path, byte @Nullable [] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Response(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return url;
  }

  public FakeStreams streams() {
    return streams;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
    streams.close();
    http.shutdownNow();
  }
}
