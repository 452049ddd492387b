package io.stridelake.query.problem;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the errors that the framework finds (no such route, wrong method …) the same form. */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {
  private static final Logger log = LoggerFactory.getLogger(ProblemResponses.class);

  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    int status = response.code();
    if (status >= 500) {
      log.atError()
          .addKeyValue("path", context.getRequest().getPath())
          .setCause(context.getRootCause().orElse(null))
          .log("Request failed");
    }
    return Problems.complete(response, problem(status, response.reason()));
  }

  private static Problem problem(int status, String reason) {
    return switch (status) {
      case 400 -> Problem.of(ProblemType.BAD_PARAMETER, "the request is malformed");
      case 401 -> Problem.of(ProblemType.UNAUTHORIZED, null);
      case 403 -> Problem.of(ProblemType.FORBIDDEN, null);
      case 404 -> Problem.of(ProblemType.NOT_FOUND, "there is nothing at this address");
      case 413 -> Problem.of(ProblemType.TOO_LARGE, null);
      default -> Problem.ofStatus(status, reason);
    };
  }
}
