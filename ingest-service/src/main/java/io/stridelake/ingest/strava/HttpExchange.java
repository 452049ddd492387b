package io.stridelake.ingest.strava;

import io.stridelake.ingest.quota.RateLimits;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call, bounded in time and size. Redirects are not followed: they would carry the token
 * elsewhere.
 */
@Singleton
final class HttpExchange implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final StravaConfig config;
  private final Clock clock;
  private final HttpClient client;

  HttpExchange(StravaConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
  }

  /**
   * Sends and waits for the last byte.
   *
   * @param largest the most bytes that are taken
   * @throws TooLargeException if the answer has more
   * @throws IOException if no answer came in time
   */
  Answer send(HttpRequest.Builder request, long largest) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(
            request.timeout(config.timeout()).build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest));
    try {
      return answer(call.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      call.cancel(true);
      throw new IOException("no complete answer within " + config.timeout(), e);
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw failure(e, largest);
    }
  }

  static HttpRequest.Builder to(String address) {
    return HttpRequest.newBuilder(URI.create(address)).header("Accept", "application/json");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** The body handler says that the capacity is exceeded by a plain IOException. */
  private static IOException failure(ExecutionException e, long largest) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("capacity")) {
        return new TooLargeException(largest);
      }
    }
    return new IOException("no answer", e.getCause());
  }

  private Answer answer(HttpResponse<byte[]> response) {
    HttpHeaders headers = response.headers();
    return new Answer(
        response.statusCode(),
        headers.firstValue("Content-Type").orElse(null),
        response.body(),
        RateLimits.read(headers::firstValue),
        headers.firstValue("Date").flatMap(HttpExchange::date).orElse(null),
        retryAfter(headers.firstValue("Retry-After")),
        clock.instant());
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private @Nullable Duration retryAfter(Optional<String> header) {
    if (header.isEmpty()) {
      return null;
    }
    try {
      return Duration.ofSeconds(Math.max(1, Long.parseLong(header.get().strip())));
    } catch (NumberFormatException e) {
      return date(header.get())
          .map(until -> Duration.between(clock.instant(), until))
          .filter(Duration::isPositive)
          .orElse(null);
    }
  }
}
