package io.stridelake.query.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what was thrown into problem+json; only bugs and outages are logged. */
@Singleton
final class ProblemHandler implements ExceptionHandler<RuntimeException, HttpResponse<?>> {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<?> handle(HttpRequest request, RuntimeException exception) {
    return Problems.response(problem(request, exception));
  }

  private static Problem problem(HttpRequest<?> request, RuntimeException exception) {
    if (exception instanceof ProblemException known) {
      return Problem.of(known);
    }
    if (exception instanceof RestoringException) {
      return Problem.of(ProblemType.RESTORING, exception.getMessage());
    }
    log.atError()
        .addKeyValue("method", request.getMethodName())
        .addKeyValue("path", request.getPath())
        .setCause(exception)
        .log("Request failed");
    return Problem.ofStatus(500, "Something went wrong here; the log says what");
  }
}
