package io.stridelake.query.access;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Lets only holders of the admin token pass to {@code /admin} and to what is an athlete's own. */
@ServerFilter({
  "/admin",
  "/admin/**",
  "/api/v1/athletes/**",
  "/api/v1/activities/**",
  "/api/v1/catalogue/**"
})
final class AdminFilter implements Ordered {
  private final Tokens tokens;

  AdminFilter(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 100;
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    return switch (tokens.caller(request)) {
      case ADMIN -> null;
      case SERVICE -> Problems.response(ProblemType.FORBIDDEN, "the admin token is needed here");
      case NOBODY -> Problems.response(ProblemType.UNAUTHORIZED, "the admin token is needed here");
    };
  }
}
