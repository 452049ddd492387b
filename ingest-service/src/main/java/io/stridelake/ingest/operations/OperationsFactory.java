package io.stridelake.ingest.operations;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.stridelake.ingest.quota.Quota;
import io.stridelake.ingest.quota.QuotaConfig;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes what comes from outside the domain: time, chance, figures. */
@Factory
final class OperationsFactory {
  @Singleton
  @Requires(missingBeans = Clock.class)
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }

  @Singleton
  Quota quota(QuotaConfig config, Clock clock) {
    return new Quota(config, clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  PrometheusMeterRegistry meters() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }
}
