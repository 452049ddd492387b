package io.stridelake.ingest.operations;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.stridelake.ingest.IngestRuntime;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Alive as long as no thread was ended by a bug or by a record that nobody can read. */
@Singleton
@Liveness
final class NoBug implements HealthIndicator {
  private final Provider<IngestRuntime> runtime;

  NoBug(Provider<IngestRuntime> runtime) {
    this.runtime = runtime;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    boolean alive = runtime.get().failure().isEmpty();
    return Publishers.just(
        HealthResult.builder("threads", alive ? HealthStatus.UP : HealthStatus.DOWN).build());
  }
}
