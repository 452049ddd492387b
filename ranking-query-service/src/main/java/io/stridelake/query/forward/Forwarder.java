package io.stridelake.query.forward;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.ClusterSettings;
import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.problem.Problems;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a call on as it is, body streamed both ways, and the answer back as it is. Only an instance
 * that cannot be connected to is passed over for another: what may have been received is never sent
 * twice.
 */
@Singleton
public final class Forwarder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Forwarder.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration REFRESH = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final Set<String> KEPT_REQUEST =
      Set.of(
          "authorization",
          "content-type",
          "content-encoding",
          "accept",
          "if-match",
          "if-none-match",
          "idempotency-key",
          "x-request-id");
  private static final Set<String> DROPPED_RESPONSE =
      Set.of(
          "connection", "keep-alive", "transfer-encoding", "upgrade", "trailer", "date", ":status");

  private final ForwardSettings settings;
  private final ClusterSettings cluster;
  private final ClusterWatch watch;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  Forwarder(ForwardSettings settings, ClusterSettings cluster, ClusterWatch watch) {
    this.settings = settings;
    this.cluster = cluster;
    this.watch = watch;
  }

  /** The owner's answer, or a problem when no instance of it can be reached. */
  MutableHttpResponse<?> forward(
      Owner owner, io.micronaut.http.HttpRequest<?> request, @Nullable InputStream body) {
    for (String base : addresses(owner)) {
      try {
        HttpResponse<InputStream> said =
            http.send(request(base, request, body), BodyHandlers.ofInputStream());
        if (owner == Owner.STREAMS && request.getMethod() == HttpMethod.POST) {
          // Whoever promoted sees the promoted generation in the next answer.
          watch.refresh(REFRESH);
        }
        return answer(base, said);
      } catch (ConnectException | HttpConnectTimeoutException e) {
        log.atDebug().addKeyValue("instance", base).setCause(e).log("Instance is not reachable");
      } catch (IOException e) {
        log.atWarn().addKeyValue("instance", base).setCause(e).log("Forwarded call broke off");
        return Problems.response(HttpStatus.BAD_GATEWAY, "the call broke off on its way");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Problems.response(HttpStatus.SERVICE_UNAVAILABLE, "the service is stopping");
      }
    }
    return Problems.response(
        ProblemType.RESTORING, "the service that owns this cannot be reached: " + owner);
  }

  @Override
  @PreDestroy
  public void close() {
    http.shutdownNow();
  }

  private Set<String> addresses(Owner owner) {
    Set<String> addresses = new LinkedHashSet<>();
    switch (owner) {
      case INGEST -> addresses.add(settings.ingest().toString());
      case STREAMS -> {
        ClusterMap map = watch.map();
        addresses.addAll(map.owners(map.active()));
        addresses.addAll(new TreeSet<>(map.instances()));
        cluster.streams().forEach(seed -> addresses.add(seed.toString()));
      }
    }
    return addresses;
  }

  private static HttpRequest request(
      String base, io.micronaut.http.HttpRequest<?> request, @Nullable InputStream body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(withoutSlash(base) + request.getUri()))
            .timeout(TIMEOUT)
            .method(request.getMethodName(), publisher(request, body));
    request
        .getHeaders()
        .forEach(
            (name, values) -> {
              if (KEPT_REQUEST.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
              }
            });
    return builder.build();
  }

  private static BodyPublisher publisher(
      io.micronaut.http.HttpRequest<?> request, @Nullable InputStream body) {
    if (body == null) {
      return BodyPublishers.noBody();
    }
    BodyPublisher stream = BodyPublishers.ofInputStream(() -> body);
    long length = request.getContentLength();
    return length > 0 ? BodyPublishers.fromPublisher(stream, length) : stream;
  }

  private static MutableHttpResponse<?> answer(String base, HttpResponse<InputStream> answer) {
    MutableHttpResponse<InputStream> response =
        io.micronaut.http.HttpResponse.status(HttpStatus.valueOf(answer.statusCode()));
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!DROPPED_RESPONSE.contains(name)) {
                values.forEach(value -> response.header(name, local(base, name, value)));
              }
            });
    return hasBody(answer) ? response.body(answer.body()) : response;
  }

  private static boolean hasBody(HttpResponse<?> answer) {
    List<String> length = answer.headers().allValues("content-length");
    return answer.statusCode() != 204 && answer.statusCode() != 304 && !length.equals(List.of("0"));
  }

  /** An address of the service behind is one of this service. */
  private static String local(String base, String name, String value) {
    return name.equals(HttpHeaders.LOCATION.toLowerCase(Locale.ROOT))
            && value.startsWith(withoutSlash(base) + "/")
        ? value.substring(withoutSlash(base).length())
        : value;
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
