package io.stridelake.query.access;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Tells browsers to fetch nothing from outside and to guess nothing. */
@ServerFilter("/**")
final class SecurityHeaders implements Ordered {
  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " object-src 'none'";

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @ResponseFilter
  void add(MutableHttpResponse<?> response) {
    response
        .getHeaders()
        .set("X-Content-Type-Options", "nosniff")
        .set("Content-Security-Policy", POLICY)
        .set("Referrer-Policy", "same-origin")
        .set("X-Frame-Options", "DENY")
        .set("Cross-Origin-Opener-Policy", "same-origin");
  }
}
