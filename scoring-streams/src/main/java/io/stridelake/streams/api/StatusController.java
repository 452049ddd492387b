package io.stridelake.streams.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.streams.KafkaPositions;
import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.StreamsApp;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.streams.generation.GenerationAwayException;
import io.stridelake.streams.generation.GenerationRunner;
import io.stridelake.topics.TopicCatalogue;
import jakarta.annotation.PreDestroy;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how this instance is. */
@Controller("/internal/v1/status")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {
  private static final Logger log = LoggerFactory.getLogger(StatusController.class);

  private final GenerationRunner runner;
  private final StreamsConfiguration configuration;
  private final Admin admin;
  private final KafkaPositions positions;

  StatusController(GenerationRunner runner, StreamsConfiguration configuration) {
    this.runner = runner;
    this.configuration = configuration;
    this.admin = Admin.create(KafkaSettings.clients(configuration));
    this.positions = new KafkaPositions(admin);
  }

  @Get
  InstanceStatus status() {
    ControlState state = runner.state();
    Generation active =
        state
            .active()
            .orElseThrow(
                () -> new GenerationAwayException("the first generation is being founded"));
    return new InstanceStatus(
        configuration.advertisedUrl().toString(),
        active.id(),
        active.ruleSet(),
        runner.apps().stream().map(this::app).toList(),
        topics(state.catalogues()));
  }

  @PreDestroy
  void close() {
    admin.close();
  }

  private InstanceStatus.App app(StreamsApp app) {
    return new InstanceStatus.App(
        app.applicationId(),
        app.streams().state().name(),
        app.failure().orElse(null),
        orUnknown(app.applicationId(), () -> positions.lagOf(app.applicationId())));
  }

  private List<InstanceStatus.KnownTopic> topics(Collection<Integer> catalogues) {
    TopicCatalogue topics = runner.topics();
    return topics.all(catalogues).stream()
        .map(
            topic -> {
              int partitions = topics.partitionsOf(topic);
              return new InstanceStatus.KnownTopic(
                  topic.name(),
                  partitions,
                  orUnknown(topic.name(), () -> positions.writtenTo(topic.name(), partitions)));
            })
        .toList();
  }

  private static @Nullable Long orUnknown(String what, LongSupplier question) {
    try {
      return question.getAsLong();
    } catch (KafkaException e) {
      log.atWarn().addKeyValue("of", what).setCause(e).log("Position is unknown");
      return null;
    }
  }
}
