package io.stridelake.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Lets in who shows the right token: everybody for health and metrics, nobody without one. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter {
  private static final String SCHEME = "Bearer ";

  private final byte[] serviceToken;
  private final byte[] adminToken;

  AccessFilter(StreamsConfiguration configuration) {
    this.serviceToken = configuration.serviceToken().getBytes(UTF_8);
    this.adminToken = configuration.adminToken().getBytes(UTF_8);
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    String path = request.getPath();
    if (path.equals("/metrics") || path.equals("/health") || path.startsWith("/health/")) {
      return null;
    }
    byte[] expected = path.startsWith("/admin/") ? adminToken : serviceToken;
    String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    boolean shown =
        header != null
            && header.startsWith(SCHEME)
            && MessageDigest.isEqual(expected, header.substring(SCHEME.length()).getBytes(UTF_8));
    return shown ? null : Problem.unauthorized();
  }
}
