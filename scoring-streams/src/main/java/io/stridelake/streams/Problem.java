package io.stridelake.streams;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/**
 * An error as RFC 9457 has it.
 *
 * @param type {@code urn:stridelake:problem:} and the code
 * @param title the code in words
 * @param status the HTTP status
 * @param detail what was expected and where
 */
@Serdeable
public record Problem(String type, String title, int status, String detail) {
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final String TYPE = "urn:stridelake:problem:";
  private static final String RETRY_AFTER_SECONDS = "1";

  /** 400: the question makes no sense. */
  public static HttpResponse<Problem> badParameter(String detail) {
    return of(HttpStatus.BAD_REQUEST, "bad-parameter", "Bad parameter", detail);
  }

  /** 401: no token, or a wrong one. */
  public static MutableHttpResponse<Problem> unauthorized() {
    return of(
        HttpStatus.UNAUTHORIZED,
        "unauthorized",
        "Unauthorized",
        "expected Authorization: Bearer with the token for this address");
  }

  /** 404: there is no such thing. */
  public static MutableHttpResponse<Problem> notFound(String detail) {
    return of(HttpStatus.NOT_FOUND, "not-found", "Not found", detail);
  }

  /** 503: not yet. */
  public static HttpResponse<Problem> restoring(String detail) {
    return of(HttpStatus.SERVICE_UNAVAILABLE, "restoring", "Restoring", detail)
        .header("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** An answer that the framework made, with its body replaced. */
  static MutableHttpResponse<Problem> in(
      MutableHttpResponse<?> response, HttpStatus status, String code) {
    return response
        .body(
            new Problem(
                TYPE + code,
                status.getReason(),
                status.getCode(),
                "the request was not understood or not finished"))
        .contentType(MEDIA_TYPE);
  }

  private static MutableHttpResponse<Problem> of(
      HttpStatus status, String code, String title, String detail) {
    return HttpResponse.<Problem>status(status)
        .body(new Problem(TYPE + code, title, status.getCode(), detail))
        .contentType(MEDIA_TYPE);
  }
}
