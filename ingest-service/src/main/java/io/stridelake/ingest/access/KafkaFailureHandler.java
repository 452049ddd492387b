package io.stridelake.ingest.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka or the registry failed under a request: 503, come again. */
@Singleton
final class KafkaFailureHandler implements ExceptionHandler<KafkaException, HttpResponse<?>> {
  private static final Logger log = LoggerFactory.getLogger(KafkaFailureHandler.class);

  @Override
  public HttpResponse<?> handle(HttpRequest request, KafkaException exception) {
    log.atWarn().setCause(exception).log("Kafka failed under a request");
    ProblemException problem = Problems.kafkaUnavailable();
    return Problems.response(problem.problem(), problem.retryAfterSeconds().orElse(null));
  }
}
