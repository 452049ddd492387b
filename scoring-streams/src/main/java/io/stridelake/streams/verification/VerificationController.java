package io.stridelake.streams.verification;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.generation.Generation;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.checksum.BatchDerivation;
import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.Problem;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.streams.generation.GenerationRunner;
import io.stridelake.streams.generation.Peers;
import io.stridelake.streams.mark.Marks;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds generations up and compares them. */
@Controller("/admin/generations/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class VerificationController {
  private static final Logger log = LoggerFactory.getLogger(VerificationController.class);
  private static final String ORACLE = "oracle";

  private final GenerationRunner runner;
  private final Map<String, Object> kafka;
  private final Peers peers;
  private final Duration stall;

  VerificationController(
      GenerationRunner runner, StreamsConfiguration configuration, ObjectMapper json) {
    this.runner = runner;
    this.kafka = KafkaSettings.clients(configuration);
    this.peers = new Peers(configuration, json);
    this.stall = configuration.stallLimit();
  }

  /**
   * What to compare with.
   *
   * @param against the number of a generation, or {@code oracle}
   */
  @Serdeable
  record Wanted(@Nullable String against) {}

  /** What somebody found last; it writes nothing and reads no rows. */
  @Get("/checksum")
  HttpResponse<?> lastChecksum(@PathVariable int id) {
    Generation generation = runner.state().generation(id).orElse(null);
    if (generation == null) {
      return unknown(id);
    }
    return runner
        .find(id)
        .flatMap(running -> running.observers().checksums().known())
        .<HttpResponse<?>>map(
            known ->
                HttpResponse.ok(
                    new ChecksumsController.Known(
                        known.checksum().toString(), Marks.of(known.at()))))
        .orElseGet(
            () ->
                Problem.notFound(
                    "no checksum of generation %d is known: POST to this address takes one, and so does ./stride verify"
                        .formatted(id)));
  }

  /** Writes marks, and says what everything before them comes to. */
  @Post("/checksum")
  HttpResponse<?> checksum(@PathVariable int id) throws InterruptedException {
    Generation generation = runner.state().generation(id).orElse(null);
    if (generation == null) {
      return unknown(id);
    }
    Optional<HttpResponse<?>> obstacle = obstacle(generation);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    try {
      Marks marks = write();
      DerivedByGeneration derived = derived(generation);
      ChecksumsController.Known known =
          new ChecksumsController.Known(Verification.total(derived.sums(marks)).toString(), marks);
      derived.know(known);
      return HttpResponse.ok(known);
    } catch (IOException e) {
      return notNow(e);
    }
  }

  @Post("/verify")
  HttpResponse<?> verify(@PathVariable int id, @Nullable @Body Wanted wanted)
      throws InterruptedException {
    String against = wanted == null || wanted.against() == null ? ORACLE : wanted.against();
    if (!against.equals(ORACLE) && !against.matches("[1-9][0-9]{0,8}")) {
      return Problem.badParameter(
          "against is '" + against + "' (expected the number of a generation, or oracle)");
    }
    Generation generation = runner.state().generation(id).orElse(null);
    if (generation == null) {
      return unknown(id);
    }
    return obstacle(generation).orElse(null) instanceof HttpResponse<?> obstacle
        ? obstacle
        : against.equals(ORACLE)
            ? inBatch(generation)
            : withOther(generation, Integer.parseInt(against));
  }

  private HttpResponse<?> withOther(Generation generation, int against)
      throws InterruptedException {
    Generation other = runner.state().generation(against).orElse(null);
    if (other == null) {
      return unknown(against);
    }
    if (!other.ruleSet().equals(generation.ruleSet())) {
      return Problem.conflict(
          "generation %d is scored by %s, generation %d by %s: a preview shows what differs"
              .formatted(generation.id(), generation.ruleSet(), other.id(), other.ruleSet()));
    }
    return obstacle(other).orElse(null) instanceof HttpResponse<?> obstacle
        ? obstacle
        : compare(generation, derived(other));
  }

  private HttpResponse<?> inBatch(Generation generation) throws InterruptedException {
    ServedGeneration running = runner.find(generation.id()).orElse(null);
    if (running == null) {
      return Problem.restoring("generation " + generation.id() + " is being started");
    }
    RankingTopology.Inputs inputs = runner.inputs();
    return compare(
        generation,
        new DerivedInBatch(
            new BatchInput(
                kafka, inputs.entries().deserializer(), inputs.athletes().deserializer()),
            new BatchDerivation(running.ruleSet()),
            runner.topics(),
            generation.catalogue()));
  }

  private HttpResponse<?> compare(Generation generation, Derived expected)
      throws InterruptedException {
    try {
      DerivedByGeneration found = derived(generation);
      Report report = Verification.compare(generation.id(), found, expected, this::write);
      found.know(new ChecksumsController.Known(report.checksum(), report.at()));
      if (expected instanceof DerivedByGeneration other) {
        other.know(new ChecksumsController.Known(report.expected(), report.at()));
      }
      return HttpResponse.ok(report);
    } catch (IOException e) {
      return notNow(e);
    }
  }

  private Marks write() {
    return Marks.write(runner.topics(), kafka).marks();
  }

  private DerivedByGeneration derived(Generation generation) {
    return new DerivedByGeneration(runner, peers, generation, stall);
  }

  @Error(exception = KafkaException.class)
  HttpResponse<?> unavailable(KafkaException failure) {
    log.atWarn().setCause(failure).log("Inputs cannot be read");
    return Problem.kafkaUnavailable("Kafka did not answer in time");
  }

  @PreDestroy
  void close() {
    peers.close();
  }

  private static Optional<HttpResponse<?>> obstacle(Generation generation) {
    return generation.role().isKept() && generation.complete()
        ? Optional.empty()
        : Optional.of(
            Problem.conflict(
                "generation %d is %s (expected one that is complete)"
                    .formatted(generation.id(), generation.state())));
  }

  private static HttpResponse<?> notNow(IOException failure) {
    log.atWarn().setCause(failure).log("Checksums are incomplete");
    return Problem.restoring(String.valueOf(failure.getMessage()));
  }

  private static HttpResponse<?> unknown(int id) {
    return Problem.notFound("there is no generation " + id);
  }
}
