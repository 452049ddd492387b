package io.stridelake.query.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** Responses that carry a problem. */
public final class Problems {
  private static final String RETRY_AFTER_SECONDS = "2";

  private Problems() {}

  /** A response for a problem of this kind. */
  public static MutableHttpResponse<Problem> response(ProblemType type, String detail) {
    return response(Problem.of(type, detail));
  }

  /** A response for a problem that has no kind of its own. */
  public static MutableHttpResponse<Problem> response(HttpStatus status, String title) {
    return response(Problem.ofStatus(status.getCode(), title));
  }

  static MutableHttpResponse<Problem> response(Problem problem) {
    return complete(HttpResponse.status(HttpStatus.valueOf(problem.status())), problem);
  }

  static MutableHttpResponse<Problem> complete(MutableHttpResponse<?> response, Problem problem) {
    MutableHttpResponse<Problem> complete =
        response
            .body(problem)
            .contentType(Problem.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
      complete.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (problem.status() == HttpStatus.UNAUTHORIZED.getCode()) {
      complete.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return complete;
  }
}
