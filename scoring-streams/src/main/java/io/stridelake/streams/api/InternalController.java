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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** The rule set of a derivation that runs here. */
  @Get("/generations/{id}/rule-set")
  @Produces("application/yaml")
  HttpResponse<?> ruleSet(
      @PathVariable int id,
      @Nullable @QueryValue Integer resets,
      @Nullable @QueryValue String ruleSet) {
    return runner
        .find(id)
        .filter(running -> isNamed(running, resets, ruleSet))
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
   * Answers of the partitions here. Only the derivation that the call names answers: another one of
   * the same generation may rank by other rules.
   *
   * @param resets which derivation of the generation is asked
   * @param ruleSet the version that scores it; null from a query service of an older version
   */
  @Post("/generations/{id}/query")
  HttpResponse<?> query(
      @PathVariable int id,
      @QueryValue int resets,
      @Nullable @QueryValue String ruleSet,
      @Body BoardQuestion question) {
    ServedGeneration running = runner.find(id).orElse(null);
    if (running == null || !isNamed(running, resets, ruleSet)) {
      return unknown(id);
    }
    if (!isComplete(running)) {
      return derived(id);
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
  HttpResponse<?> changes(
      @PathVariable int id,
      @QueryValue(defaultValue = "-1") long since,
      @Nullable @QueryValue Integer resets,
      @Nullable @QueryValue String ruleSet)
      throws InterruptedException {
    ServedGeneration running = runner.find(id).orElse(null);
    if (running == null || !isNamed(running, resets, ruleSet)) {
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

  /**
   * The names of departments and sports in the partitions that are here: all of them, or none. Only
   * query services of an older version ask for them; newer ones collect them from the sums of every
   * partition.
   *
   * @param generation whose names; the active one's if it is null
   * @param resets which derivation of it, or null for the one that is here
   */
  @Get("/vocabulary")
  HttpResponse<?> vocabulary(
      @Nullable @QueryValue Integer generation,
      @Nullable @QueryValue Integer resets,
      @Nullable @QueryValue String ruleSet) {
    int id = generation == null ? runner.served().generation().id() : generation;
    ServedGeneration running = runner.find(id).orElse(null);
    if (running == null || !isNamed(running, resets, ruleSet)) {
      return unknown(id);
    }
    if (!isComplete(running)) {
      return derived(id);
    }
    Optional<Set<String>> departments = groups(running, "departments");
    Optional<Set<String>> sports = groups(running, "sports");
    return departments.isPresent() && sports.isPresent()
        ? HttpResponse.ok(Map.of("departments", departments.get(), "sports", sports.get()))
        : Problem.restoring("not every partition here can answer");
  }

  /** The groups of the partitions here, of all time; nothing unless each of them answers. */
  private Optional<Set<String>> groups(ServedGeneration running, String by) {
    BoardQuestion.View allTime =
        new BoardQuestion.View(
            null, Period.ALL_TIME.from(), Period.ALL_TIME.to(), null, null, null);
    List<Integer> all = IntStream.range(0, runner.topics().partitions()).boxed().toList();
    BoardQuestion.Groups groups = new BoardQuestion.Groups(by, true);
    BoardQuestion question = new BoardQuestion(all, allTime, null, false, true, false, groups);
    Set<String> ids = new TreeSet<>();
    for (PartitionAnswer answer : queries(running).answer(question)) {
      if (answer.groups() != null) {
        answer.groups().forEach(group -> ids.add(group.id()));
      } else if (!answer.status().equals("not-owner")) {
        return Optional.empty();
      }
    }
    return Optional.of(ids);
  }

  /** Whether a call is about the derivation that runs here; what it does not name is the same. */
  private static boolean isNamed(
      ServedGeneration running, @Nullable Integer resets, @Nullable String ruleSet) {
    Generation here = running.generation();
    return (resets == null || resets == here.resets())
        && (ruleSet == null || ruleSet.equals(here.ruleSet()));
  }

  /** Half a derivation would answer with wrong ranks. */
  private boolean isComplete(ServedGeneration running) {
    return runner
        .state()
        .generation(running.generation().id())
        .filter(now -> now.resets() == running.generation().resets())
        .map(Generation::complete)
        .orElse(false);
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
                new OwnPartitions(running, ends, standbyLag, derivation(running.generation())),
                runner,
                runner.topics().lake().name(),
                runner.topics().partitions()));
  }

  private OwnPartitions.Derivation derivation(Generation generation) {
    return new OwnPartitions.Derivation() {
      @Override
      public boolean isComplete(int partition) {
        return runner.isComplete(generation, partition);
      }

      @Override
      public boolean isKnownSince(long nanos) {
        return runner.isKnownSince(generation, nanos);
      }
    };
  }

  private static HttpResponse<?> derived(int id) {
    return Problem.restoring("generation " + id + " is being derived");
  }

  private static HttpResponse<?> unknown(int id) {
    return Problem.notFound("generation " + id + " is not served here");
  }
}
