package io.stridelake.ingest.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.stridelake.ingest.inbox.InboxUnavailableException;
import jakarta.inject.Singleton;

/** The inbox did not take an event in time: 503, come again. */
@Singleton
final class InboxFailureHandler
    implements ExceptionHandler<InboxUnavailableException, HttpResponse<?>> {
  @Override
  public HttpResponse<?> handle(HttpRequest request, InboxUnavailableException exception) {
    ProblemException problem = Problems.kafkaUnavailable();
    return Problems.response(problem.problem(), problem.retryAfterSeconds().orElse(null));
  }
}
