package io.stridelake.ingest.access;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.exceptions.response.HateoasErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives the framework's own errors the form of problems, without anything from inside. */
@Singleton
@Replaces(HateoasErrorResponseProcessor.class)
final class ProblemErrors implements ErrorResponseProcessor<Problem> {
  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    int status = response.code();
    HttpResponse<?> made =
        Problems.response(
            Problem.of(name(status), response.reason(), status, detail(context, status), List.of()),
            null);
    return response.body((Problem) made.body()).contentType(Problem.MEDIA_TYPE);
  }

  private static String name(int status) {
    return switch (status) {
      case 401 -> "unauthorized";
      case 403 -> "forbidden";
      case 404, 405 -> "not-found";
      case 409 -> "conflict";
      case 413 -> "too-large";
      case 429 -> "too-many-requests";
      case 500 -> "internal";
      case 503 -> "kafka-unavailable";
      default -> "bad-parameter";
    };
  }

  private static String detail(ErrorContext context, int status) {
    if (status >= 500 || context.getErrors().isEmpty()) {
      return "the request could not be answered";
    }
    if (status == 413) {
      return "the request is larger than this address takes";
    }
    return context.getErrors().getFirst().getMessage();
  }
}
