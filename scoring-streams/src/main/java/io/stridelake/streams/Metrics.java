package io.stridelake.streams;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
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
  private final Map<StreamsApp, Bound> bound = new HashMap<>();

  /** What is measured of an app. */
  private record Bound(KafkaStreamsMetrics kafka, List<Meter> own) {}

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
                unbind(one.getValue());
              }
              return ended;
            });
    apps.forEach(app -> bound.computeIfAbsent(app, this::bind));
    return registry.scrape();
  }

  private Bound bind(StreamsApp app) {
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(app.streams());
    metrics.bindTo(registry);
    Meter outages =
        FunctionCounter.builder("stridelake.streams.thread.outages", app, StreamsApp::outages)
            .description("Stream threads that failed in an outage and were replaced")
            .tag("application", app.applicationId())
            .register(registry);
    Meter failed =
        Gauge.builder("stridelake.streams.app.failed", app, one -> one.hasFailed() ? 1 : 0)
            .description("1 once the app has stopped for good because of a bug")
            .tag("application", app.applicationId())
            .register(registry);
    return new Bound(metrics, List.of(outages, failed));
  }

  private void unbind(Bound ended) {
    ended.kafka().close();
    ended.own().forEach(registry::remove);
  }

  @PreDestroy
  synchronized void close() {
    bound.values().forEach(this::unbind);
    registry.close();
  }
}
