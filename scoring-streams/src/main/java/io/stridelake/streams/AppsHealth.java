package io.stridelake.streams;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;

/** Ready once both apps process all partitions that they have here. */
@Singleton
@Readiness
final class AppsHealth extends AbstractHealthIndicator<Map<String, String>> {
  private final GenerationRunner runner;

  AppsHealth(GenerationRunner runner) {
    this.runner = runner;
  }

  @Override
  protected Map<String, String> getHealthInformation() {
    ServedGeneration served = runner.served();
    boolean ready = served.catalogue().isRunning() && served.ranking().isRunning();
    healthStatus = ready ? HealthStatus.UP : HealthStatus.DOWN;
    return Map.of(
        served.catalogue().applicationId(), served.catalogue().streams().state().name(),
        served.ranking().applicationId(), served.ranking().streams().state().name());
  }

  @Override
  protected String getName() {
    return "apps";
  }
}
