package io.stridelake.ingest.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problems that this service answers with. */
public final class Problems {
  private static final int COME_AGAIN_SECONDS = 2;

  private Problems() {}

  /** 400: something in the request is not as it should be. */
  public static ProblemException badParameter(String detail) {
    return badDocument(detail, List.of());
  }

  /** 400: a document has these mistakes. */
  public static ProblemException badDocument(String detail, List<Problem.Mistake> mistakes) {
    return problem("bad-parameter", HttpStatus.BAD_REQUEST, detail, mistakes);
  }

  /** 401. */
  public static ProblemException unauthorized() {
    return problem(
        "unauthorized", HttpStatus.UNAUTHORIZED, "a valid bearer token is needed", List.of());
  }

  /** 403. */
  public static ProblemException forbidden(String detail) {
    return problem("forbidden", HttpStatus.FORBIDDEN, detail, List.of());
  }

  /** 404. */
  public static ProblemException notFound() {
    return problem("not-found", HttpStatus.NOT_FOUND, "there is nothing here", List.of());
  }

  /** 409: the document contradicts what is stored. */
  public static ProblemException conflict(String detail, List<Problem.Mistake> mistakes) {
    return problem("conflict", HttpStatus.CONFLICT, detail, mistakes);
  }

  /** 413. */
  public static ProblemException tooLarge(String detail) {
    return problem("too-large", HttpStatus.REQUEST_ENTITY_TOO_LARGE, detail, List.of());
  }

  /** 503: nothing was stored, or nobody knows. */
  public static ProblemException kafkaUnavailable() {
    return new ProblemException(
        Problem.of(
            "kafka-unavailable",
            "Service Unavailable",
            HttpStatus.SERVICE_UNAVAILABLE.getCode(),
            "Kafka does not take it now; try again",
            List.of()),
        COME_AGAIN_SECONDS);
  }

  /** 503: the provider cannot be asked. */
  public static ProblemException providerUnavailable(String detail) {
    return new ProblemException(
        Problem.of(
            "provider-unavailable",
            "Service Unavailable",
            HttpStatus.SERVICE_UNAVAILABLE.getCode(),
            detail,
            List.of()),
        COME_AGAIN_SECONDS);
  }

  /** The problem as an answer. */
  public static MutableHttpResponse<Problem> response(
      Problem problem, @Nullable Integer retryAfter) {
    MutableHttpResponse<Problem> response =
        HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
            .body(problem)
            .contentType(Problem.MEDIA_TYPE);
    if (retryAfter != null) {
      response.header(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfter));
    }
    if (problem.status() == HttpStatus.UNAUTHORIZED.getCode()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return response;
  }

  private static ProblemException problem(
      String name, HttpStatus status, String detail, List<Problem.Mistake> mistakes) {
    return new ProblemException(
        Problem.of(name, status.getReason(), status.getCode(), detail, mistakes), null);
  }
}
