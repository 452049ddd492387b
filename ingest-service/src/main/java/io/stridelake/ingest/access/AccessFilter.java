package io.stridelake.ingest.access;

import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;

/** Denies everything that is not public or opened by the caller's token. */
@ServerFilter("/**")
final class AccessFilter {
  private final Callers callers;

  AccessFilter(Callers callers) {
    this.callers = callers;
  }

  @RequestFilter
  void check(HttpRequest<?> request) {
    Set<Caller> allowed = allowed(request.getPath());
    if (allowed.contains(Caller.ANYBODY)) {
      return;
    }
    Caller caller = callers.of(request.getHeaders().get(HttpHeaders.AUTHORIZATION));
    if (allowed.isEmpty() && !exists(request)) {
      return;
    }
    if (caller == Caller.ANYBODY) {
      throw Problems.unauthorized();
    }
    if (!allowed.contains(caller)) {
      throw Problems.forbidden("this token does not open it");
    }
  }

  private static Set<Caller> allowed(String path) {
    return switch (firstPart(path)) {
      case "health", "metrics", "connect", "webhooks" -> Set.of(Caller.ANYBODY);
      case "admin" -> Set.of(Caller.ADMIN);
      case "lake" -> Set.of(Caller.SERVICE);
      default -> Set.of();
    };
  }

  /** What does not exist needs no protection and is a plain 404. */
  private static boolean exists(HttpRequest<?> request) {
    return request.getAttribute(HttpAttributes.ROUTE_MATCH).isPresent();
  }

  private static String firstPart(String path) {
    int start = path.startsWith("/") ? 1 : 0;
    int end = path.indexOf('/', start);
    return path.substring(start, end < 0 ? path.length() : end);
  }
}
