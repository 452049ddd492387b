package io.stridelake.streams.generation;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.stridelake.streams.Problem;
import jakarta.inject.Singleton;

/** 503 for what does not run here at the moment. */
@Singleton
final class GenerationAwayHandler
    implements ExceptionHandler<GenerationAwayException, HttpResponse<?>> {
  @Override
  public HttpResponse<?> handle(HttpRequest request, GenerationAwayException exception) {
    return Problem.restoring(String.valueOf(exception.getMessage()));
  }
}
