package io.stridelake.streams;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.stridelake.streams.generation.GenerationRunner;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Ready once both apps of the active generation process all partitions that they have here, and
 * have applied what was in their inputs when they started.
 */
@Singleton
@Readiness
final class AppsHealth extends AbstractHealthIndicator<Map<String, String>> {
  private final GenerationRunner runner;

  AppsHealth(GenerationRunner runner) {
    this.runner = runner;
  }

  @Override
  protected Map<String, String> getHealthInformation() {
    Optional<ServedGeneration> served = runner.active();
    boolean ready =
        served.isPresent()
            && served.get().catalogue().isRunning()
            && served.get().ranking().isRunning()
            && runner.isComplete(served.get().generation());
    healthStatus = ready ? HealthStatus.UP : HealthStatus.DOWN;
    Map<String, String> states = new TreeMap<>();
    runner.refusal().ifPresent(why -> states.put("active generation", why));
    runner
        .apps()
        .forEach(
            app -> {
              String state = app.streams().state().name();
              states.put(
                  app.applicationId(),
                  app.failure().map(reason -> state + ": " + reason).orElse(state));
            });
    return states;
  }

  @Override
  protected String getName() {
    return "apps";
  }
}
