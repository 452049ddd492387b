package io.stridelake.streams;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.stridelake.streams.generation.GenerationRunner;
import jakarta.inject.Singleton;

/**
 * Dead once an app of the active generation has stopped for good, or a thread that follows the
 * control log: only a new process helps then. Kafka being away is no reason.
 */
@Singleton
@Liveness
final class AppsLiveness extends AbstractHealthIndicator<String> {
  private final GenerationRunner runner;

  AppsLiveness(GenerationRunner runner) {
    this.runner = runner;
  }

  @Override
  protected String getHealthInformation() {
    boolean failed =
        runner
            .active()
            .filter(served -> served.catalogue().hasFailed() || served.ranking().hasFailed())
            .isPresent();
    boolean dead = failed || !runner.isAlive();
    healthStatus = dead ? HealthStatus.DOWN : HealthStatus.UP;
    return failed
        ? "an app has failed"
        : dead ? "nothing follows the control log" : "apps are alive";
  }

  @Override
  protected String getName() {
    return "apps-liveness";
  }
}
