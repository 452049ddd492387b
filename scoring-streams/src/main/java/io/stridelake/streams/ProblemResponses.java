package io.stridelake.streams;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Gives the errors that the framework finds the form of all others, without their causes. */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {
  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpStatus status = HttpStatus.valueOf(response.code());
    String code =
        switch (status) {
          case NOT_FOUND -> "not-found";
          case REQUEST_ENTITY_TOO_LARGE -> "too-large";
          default -> status.getCode() < 500 ? "bad-parameter" : "internal";
        };
    return Problem.in(response, status, code);
  }
}
