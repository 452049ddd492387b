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
import io.stridelake.streams.generation.GenerationRunner;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All apps' metrics in Prometheus' text format. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class Metrics {
  private final PrometheusMeterRegistry registry;
  private final GenerationRunner runner;
  private final Map<StreamsApp, KafkaStreamsMetrics> bound = new HashMap<>();

  Metrics(GenerationRunner runner) {
    this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    this.runner = runner;
  }

  @Get(value = "/metrics", produces = MediaType.TEXT_PLAIN)
  synchronized String scrape() {
    List<StreamsApp> apps = runner.apps();
    bound
        .entrySet()
        .removeIf(
            one -> {
              boolean ended = !apps.contains(one.getKey());
              if (ended) {
                one.getValue().close();
              }
              return ended;
            });
    apps.forEach(app -> bound.computeIfAbsent(app, this::bind));
    return registry.scrape();
  }

  private KafkaStreamsMetrics bind(StreamsApp app) {
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(app.streams());
    metrics.bindTo(registry);
    return metrics;
  }

  @PreDestroy
  synchronized void close() {
    bound.values().forEach(KafkaStreamsMetrics::close);
    registry.close();
  }
}
