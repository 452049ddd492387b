package io.stridelake.streams;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.PreDestroy;
import java.util.List;

/** Both apps' metrics in Prometheus' text format. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class Metrics {
  private final PrometheusMeterRegistry registry;
  private final List<KafkaStreamsMetrics> bound;

  Metrics(GenerationRunner runner) {
    this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    ServedGeneration served = runner.served();
    this.bound =
        List.of(
            new KafkaStreamsMetrics(served.catalogue().streams()),
            new KafkaStreamsMetrics(served.ranking().streams()));
    bound.forEach(metrics -> metrics.bindTo(registry));
  }

  @Get(value = "/metrics", produces = MediaType.TEXT_PLAIN)
  String scrape() {
    return registry.scrape();
  }

  @PreDestroy
  void close() {
    bound.forEach(KafkaStreamsMetrics::close);
    registry.close();
  }
}
