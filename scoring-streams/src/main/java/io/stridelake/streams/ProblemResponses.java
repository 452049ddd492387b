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
    return switch (status) {
      case BAD_REQUEST -> Problem.in(response, status, "bad-parameter");
      case NOT_FOUND -> Problem.in(response, status, "not-found");
      case REQUEST_ENTITY_TOO_LARGE -> Problem.in(response, status, "too-large");
      default ->
          status.getCode() < 500
              ? Problem.asHttpHasIt(response, status)
              : Problem.in(response, status, "internal");
    };
  }
}
