package io.stridelake.query.cluster;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.query.access.AccessSettings;
import io.stridelake.query.cluster.InstanceFailedException.Fault;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls of the internal protocol; connections are kept alive. Nobody waits longer than the call
 * timeout for a connection, nor for the next byte of an answer.
 *
 * <p>A call blocks its thread. That of the JDK's client passes through three more threads, each of
 * which has to wake up, on the way there and back.
 */
@Singleton
public final class InstanceClient implements AutoCloseable {
  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(1);
  private static final int CONNECTIONS = 1_024;

  private final ObjectMapper json;
  private final String authorization;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CloseableHttpClient http;

  InstanceClient(ObjectMapper json, ClusterSettings settings, AccessSettings access) {
    this.json = json;
    this.authorization = "Bearer " + access.serviceToken();
    this.http = client(Timeout.of(settings.callTimeout()));
  }

  private static CloseableHttpClient client(Timeout timeout) {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_TIMEOUT)
                        .setSocketTimeout(timeout)
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .build())
        .setRetryStrategy(new OnceMore())
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  /** A connection that was kept alive may have been closed meanwhile: all calls only read. */
  private static final class OnceMore extends DefaultHttpRequestRetryStrategy {
    OnceMore() {
      super(1, TimeValue.ZERO_MILLISECONDS);
    }

    @Override
    protected boolean handleAsIdempotent(HttpRequest request) {
      return true;
    }

    @Override
    public boolean retryRequest(HttpResponse response, int count, HttpContext context) {
      return false;
    }
  }

  /**
   * Gets a document.
   *
   * @return completes exceptionally with {@link InstanceFailedException}
   */
  public <T> CompletableFuture<T> get(String instance, String path, Argument<T> type) {
    return bytes(instance, path).thenApply(body -> read(body, type));
  }

  /**
   * Gets bytes.
   *
   * @return completes exceptionally with {@link InstanceFailedException}
   */
  public CompletableFuture<byte[]> bytes(String instance, String path) {
    return CompletableFuture.supplyAsync(
        () -> send(new HttpGet(address(instance, path))), executor);
  }

  /**
   * Posts a document to each of some instances at once. Where it is one, the calling thread waits
   * for the answer.
   *
   * @param bodies by instance
   * @return by instance; they complete exceptionally with {@link InstanceFailedException}
   */
  public <T> Map<String, CompletableFuture<T>> post(
      Map<String, ?> bodies, String path, Argument<T> type) {
    Executor callers = bodies.size() == 1 ? Runnable::run : executor;
    Map<String, CompletableFuture<T>> calls = new TreeMap<>();
    bodies.forEach(
        (instance, body) ->
            calls.put(
                instance,
                CompletableFuture.supplyAsync(
                    () -> read(send(post(instance, path, body)), type), callers)));
    return calls;
  }

  @Override
  @PreDestroy
  public void close() {
    http.close(CloseMode.IMMEDIATE);
    executor.shutdownNow();
  }

  private HttpPost post(String instance, String path, Object body) {
    HttpPost post = new HttpPost(address(instance, path));
    post.setEntity(new ByteArrayEntity(write(body), ContentType.APPLICATION_JSON));
    return post;
  }

  private static String address(String instance, String path) {
    return instance + "/internal/v1" + path;
  }

  private byte[] send(HttpUriRequestBase request) {
    request.setHeader(HttpHeaders.AUTHORIZATION, authorization);
    try {
      return http.execute(request, response -> body(request, response));
    } catch (IOException e) {
      throw new InstanceFailedException(
          request.getRequestUri() + " was not answered by " + request.getAuthority(),
          Fault.UNREACHABLE,
          e);
    }
  }

  private static byte[] body(HttpUriRequestBase request, ClassicHttpResponse response)
      throws IOException {
    byte[] body = EntityUtils.toByteArray(response.getEntity());
    int status = response.getCode();
    if (status == 200) {
      return body;
    }
    Fault fault =
        switch (status) {
          case 404 -> Fault.NOT_FOUND;
          case 502, 503, 504 -> Fault.REBALANCING;
          default -> Fault.REFUSED;
        };
    throw new InstanceFailedException(
        request.getAuthority() + request.getRequestUri() + " answered " + status, fault, null);
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
