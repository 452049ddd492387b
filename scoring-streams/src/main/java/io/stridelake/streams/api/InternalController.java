package io.stridelake.streams.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.calendar.Period;
import io.stridelake.generation.Generation;
import io.stridelake.ranking.leaderboard.ChangeCounter;
import io.stridelake.streams.Problem;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsApp;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.streams.generation.GenerationRunner;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers ranking-query-service. */
@Controller("/internal/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class InternalController {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_FOLLOWING = Duration.ofSeconds(5);
  private static final Duration COALESCING = Duration.ofMillis(100);

  private final GenerationRunner runner;
  private final CommittedEnds ends;
  private final long standbyLag;
  private final Map<StreamsApp, GenerationQueries> queries = new ConcurrentHashMap<>();

  InternalController(
      GenerationRunner runner, CommittedEnds ends, StreamsConfiguration configuration) {
    this.runner = runner;
    this.ends = ends;
    this.standbyLag = configuration.standbyLag();
  }

  @Get("/generations/{id}/rule-set")
  @Produces("application/yaml")
  HttpResponse<?> ruleSet(@PathVariable int id) {
    return runner
        .find(id)
        .<HttpResponse<?>>map(running -> HttpResponse.ok(running.document()))
        .orElseGet(() -> unknown(id));
  }

  /** A rule set by its version; those of locked seasons are asked for. */
  @Get("/rule-sets/{version}")
  @Produces("application/yaml")
  HttpResponse<?> stored(@PathVariable String version) {
    return runner
        .ruleSet(version)
        .<HttpResponse<?>>map(document -> HttpResponse.ok(document.bytes()))
        .orElseGet(() -> Problem.notFound("no rule set of this version was ever stored"));
  }

  /**
   * Answers of the partitions here.
   *
   * @param resets which derivation of the generation is asked, or null for any
   */
  @Post("/generations/{id}/query")
  HttpResponse<?> query(
      @PathVariable int id, @Nullable @QueryValue Integer resets, @Body BoardQuestion question) {
    ServedGeneration running = runner.find(id).orElse(null);
    if (running == null || (resets != null && resets != running.generation().resets())) {
      return unknown(id);
    }
    // Half a derivation would answer with wrong ranks.
    if (!runner.state().generation(id).map(Generation::complete).orElse(false)) {
      return Problem.restoring("generation " + id + " is being derived");
    }
    try {
      return HttpResponse.ok(new PartitionAnswer.All(queries(running).answer(question)));
    } catch (IllegalArgumentException e) {
      return Problem.badParameter(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Builds the boards that the active generation was asked for lately, if it runs here, and says
   * which partitions can answer now.
   */
  @Post("/generations/{id}/warm")
  HttpResponse<?> warm(@PathVariable int id) {
    ServedGeneration running = runner.find(id).orElse(null);
    return running == null
        ? unknown(id)
        : HttpResponse.ok(
            new Warm(queries(running).warm(runner.active().map(this::queries).orElse(null))));
  }

  /** The partitions that can answer. */
  @Serdeable
  record Warm(List<Integer> partitions) {}

  /** Answers once this instance has done what follows from the control log up to that epoch. */
  @Post("/epochs/{epoch}")
  HttpResponse<?> follow(@PathVariable long epoch) throws InterruptedException {
    return runner.await(epoch, LONGEST_FOLLOWING)
        ? HttpResponse.ok(Map.of())
        : Problem.restoring("epoch " + epoch + " is not reached");
  }

  /**
   * How many writes there were here so far: answers once it is another count than the one given, a
   * tenth of a second after the first at the earliest, or after a second.
   */
  @Get("/generations/{id}/changes")
  HttpResponse<?> changes(@PathVariable int id, @QueryValue(defaultValue = "-1") long since)
      throws InterruptedException {
    ServedGeneration running = runner.find(id).orElse(null);
    if (running == null) {
      return unknown(id);
    }
    ChangeCounter changes = running.observers().changes();
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (changes.count() == since && System.nanoTime() - end < 0) {
      Thread.sleep(COALESCING);
    }
    return HttpResponse.ok(new Changes(changes.count()));
  }

  /** A count of writes. */
  @Serdeable
  record Changes(long count) {}

  @Get("/vocabulary")
  HttpResponse<?> vocabulary() {
    return HttpResponse.ok(
        Map.of("departments", groups("departments"), "sports", groups("sports")));
  }

  /** The groups of the partitions here, of all time; partitions that cannot answer add none. */
  private Collection<String> groups(String by) {
    BoardQuestion.View allTime =
        new BoardQuestion.View(
            null, Period.ALL_TIME.from(), Period.ALL_TIME.to(), null, null, null);
    List<Integer> all = IntStream.range(0, runner.topics().partitions()).boxed().toList();
    BoardQuestion.Groups groups = new BoardQuestion.Groups(by, true);
    BoardQuestion question = new BoardQuestion(all, allTime, null, false, false, groups);
    TreeSet<String> ids = new TreeSet<>();
    for (PartitionAnswer answer : queries(runner.served()).answer(question)) {
      if (answer.groups() != null) {
        answer.groups().forEach(group -> ids.add(group.id()));
      }
    }
    return ids;
  }

  private GenerationQueries queries(ServedGeneration running) {
    GenerationQueries known = queries.get(running.ranking());
    if (known != null) {
      return known;
    }
    queries.keySet().retainAll(runner.apps());
    return queries.computeIfAbsent(
        running.ranking(),
        ignored ->
            new GenerationQueries(
                running,
                new OwnPartitions(
                    running,
                    ends,
                    standbyLag,
                    partition -> runner.isComplete(running.generation(), partition)),
                runner,
                runner.topics().lake().name(),
                runner.topics().partitions()));
  }

  private static HttpResponse<?> unknown(int id) {
    return Problem.notFound("generation " + id + " is not served here");
  }
}
