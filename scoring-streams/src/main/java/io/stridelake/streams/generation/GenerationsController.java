package io.stridelake.streams.generation;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.Source;
import io.stridelake.streams.Problem;
import io.stridelake.streams.generation.Decisions.RefusedException;
import java.net.URI;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows generations and takes decisions about them. */
@Controller(GenerationsController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class GenerationsController {
  static final String PATH = "/admin/generations";

  private static final Logger log = LoggerFactory.getLogger(GenerationsController.class);

  private final GenerationRunner runner;
  private final Decisions decisions;

  GenerationsController(GenerationRunner runner) {
    this.runner = runner;
    this.decisions = runner.decisions();
  }

  /**
   * What shall be derived.
   *
   * @param ruleSet the version that scores it
   * @param from {@code catalogue | lake}; the catalogue if null
   */
  @Serdeable
  record Wanted(@Nullable String ruleSet, @Nullable String from) {
    Optional<Source> source() {
      return from == null ? Optional.of(Source.CATALOGUE) : Source.of(from);
    }
  }

  /** A decision that may be refused. */
  @FunctionalInterface
  private interface Decision {
    Generation take() throws RefusedException, InterruptedException;
  }

  @Get
  HttpResponse<?> all() {
    ControlState state = runner.state();
    return HttpResponse.ok(
        GenerationDocument.All.of(
            state, state.generations().values().stream().map(this::document).toList()));
  }

  @Get("/{id}")
  HttpResponse<?> one(@PathVariable int id) {
    return runner
        .state()
        .generation(id)
        .<HttpResponse<?>>map(generation -> HttpResponse.ok(document(generation)))
        .orElseGet(() -> Problem.notFound("there is no generation " + id));
  }

  @Post
  HttpResponse<?> start(@Nullable @Body Wanted wanted) throws InterruptedException {
    if (wanted == null || wanted.ruleSet() == null) {
      return Problem.badParameter("ruleSet is missing (expected the version of a stored rule set)");
    }
    String ruleSet = wanted.ruleSet();
    Source source = wanted.source().orElse(null);
    if (source == null) {
      return unknownSource(wanted);
    }
    try {
      Generation started = decisions.start(ruleSet, source);
      return HttpResponse.status(HttpStatus.ACCEPTED)
          .headers(headers -> headers.location(URI.create(PATH + "/" + started.id())))
          .body(document(started));
    } catch (RefusedException e) {
      return refused(e);
    }
  }

  @Post("/{id}/promote")
  HttpResponse<?> promote(@PathVariable int id) throws InterruptedException {
    return decided(() -> decisions.promote(id));
  }

  @Post("/{id}/abandon")
  HttpResponse<?> abandon(@PathVariable int id) throws InterruptedException {
    return decided(() -> decisions.abandon(id));
  }

  @Post("/rollback")
  HttpResponse<?> rollback() throws InterruptedException {
    return decided(decisions::rollback);
  }

  @Post("/reset")
  HttpResponse<?> reset(@Nullable @Body Wanted wanted) throws InterruptedException {
    Wanted what = wanted == null ? new Wanted(null, null) : wanted;
    Source source = what.source().orElse(null);
    return source == null
        ? unknownSource(what)
        : decided(() -> decisions.reset(what.ruleSet(), source));
  }

  @Error(exception = KafkaException.class)
  HttpResponse<?> unavailable(KafkaException failure) {
    log.atWarn().setCause(failure).log("Control log cannot be reached");
    return Problem.kafkaUnavailable("Kafka did not answer in time; look before asking again");
  }

  private HttpResponse<?> decided(Decision decision) throws InterruptedException {
    try {
      return HttpResponse.ok(document(decision.take()));
    } catch (RefusedException e) {
      return refused(e);
    }
  }

  private static HttpResponse<?> refused(RefusedException refusal) {
    String why = String.valueOf(refusal.getMessage());
    return switch (refusal.kind()) {
      case UNKNOWN -> Problem.notFound(why);
      case CONFLICT -> Problem.conflict(why);
      case NOT_NOW -> Problem.restoring(why);
    };
  }

  private static HttpResponse<?> unknownSource(Wanted wanted) {
    return Problem.badParameter("from is '" + wanted.from() + "' (expected catalogue or lake)");
  }

  private GenerationDocument document(Generation generation) {
    String checksum =
        runner
            .find(generation.id())
            .flatMap(running -> running.observers().checksums().known())
            .map(known -> known.checksum().toString())
            .orElse(null);
    return GenerationDocument.of(
        generation, runner.isComplete(generation), progress(generation), checksum);
  }

  private @Nullable Progress progress(Generation generation) {
    if (runner.find(generation.id()).isEmpty()) {
      return null;
    }
    try {
      return runner.catchUp().progress(generation);
    } catch (KafkaException e) {
      log.atWarn().addKeyValue("generation", generation.id()).setCause(e).log("No progress known");
      return null;
    }
  }
}
