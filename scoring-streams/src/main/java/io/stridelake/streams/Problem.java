package io.stridelake.streams;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.rules.Mistake;
import java.util.List;

/**
 * An error as RFC 9457 has it.
 *
 * @param type {@code urn:stridelake:problem:} and the code
 * @param title the code in words
 * @param status the HTTP status
 * @param detail what was expected and where
 * @param errors mistakes in a document, left out for other problems
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<Flaw> errors) {
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final String TYPE = "urn:stridelake:problem:";
  private static final String RETRY_AFTER_SECONDS = "1";

  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * A mistake in a document.
   *
   * @param line from 1
   * @param column from 1, in characters
   * @param message what is wrong
   * @param expected what would be right
   */
  @Serdeable
  public record Flaw(int line, int column, String message, String expected) {
    private static Flaw of(Mistake mistake) {
      return new Flaw(mistake.line(), mistake.column(), mistake.message(), mistake.expected());
    }
  }

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

  /** 409: it is so already, otherwise. */
  public static HttpResponse<Problem> conflict(String detail) {
    return of(HttpStatus.CONFLICT, "conflict", "Conflict", detail);
  }

  /** 413: more than is taken. */
  public static MutableHttpResponse<Problem> tooLarge(String detail) {
    return of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", "Too large", detail);
  }

  /** 422: a document that is no rule set, with all its mistakes. */
  public static HttpResponse<Problem> ruleSetInvalid(List<Mistake> mistakes) {
    HttpStatus status = HttpStatus.UNPROCESSABLE_ENTITY;
    String detail = mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes";
    List<Flaw> errors = mistakes.stream().map(Flaw::of).toList();
    return response(
        status,
        new Problem(
            TYPE + "rule-set-invalid", "Rule set invalid", status.getCode(), detail, errors));
  }

  /** 503: Kafka is away. */
  public static HttpResponse<Problem> kafkaUnavailable(String detail) {
    return of(HttpStatus.SERVICE_UNAVAILABLE, "kafka-unavailable", "Kafka unavailable", detail)
        .header("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** 503: not yet. */
  public static HttpResponse<Problem> restoring(String detail) {
    return of(HttpStatus.SERVICE_UNAVAILABLE, "restoring", "Restoring", detail)
        .header("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** An answer that the framework made, with its body replaced. */
  static MutableHttpResponse<Problem> in(
      MutableHttpResponse<?> response, HttpStatus status, String code) {
    return framework(response, status, TYPE + code);
  }

  /** The same, of a kind that the status alone tells. */
  static MutableHttpResponse<Problem> asHttpHasIt(
      MutableHttpResponse<?> response, HttpStatus status) {
    return framework(response, status, "about:blank");
  }

  private static MutableHttpResponse<Problem> framework(
      MutableHttpResponse<?> response, HttpStatus status, String type) {
    return response
        .body(
            new Problem(
                type,
                status.getReason(),
                status.getCode(),
                "the request was not understood or not finished",
                List.of()))
        .contentType(MEDIA_TYPE);
  }

  private static MutableHttpResponse<Problem> of(
      HttpStatus status, String code, String title, String detail) {
    return response(status, new Problem(TYPE + code, title, status.getCode(), detail, List.of()));
  }

  private static MutableHttpResponse<Problem> response(HttpStatus status, Problem problem) {
    return HttpResponse.<Problem>status(status).body(problem).contentType(MEDIA_TYPE);
  }
}
