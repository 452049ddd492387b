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
import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.leaderboard.ChangeCounter;
import io.stridelake.streams.GenerationRunner;
import io.stridelake.streams.Problem;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;

/** Answers ranking-query-service. */
@Controller("/internal/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class InternalController {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration COALESCING = Duration.ofMillis(100);

  private final GenerationRunner runner;
  private final BoardQueries boards;
  private final ActivityQueries activities;

  InternalController(
      GenerationRunner runner, CommittedEnds ends, StreamsConfiguration configuration) {
    this.runner = runner;
    OwnPartitions partitions = new OwnPartitions(runner.served(), ends, configuration.standbyLag());
    this.boards = new BoardQueries(partitions, runner.served());
    this.activities =
        new ActivityQueries(partitions, runner.served(), runner.topics().lake().name());
  }

  @Get("/cluster")
  HttpResponse<?> cluster() {
    ServedGeneration served = runner.served();
    Collection<StreamsMetadata> known = served.ranking().streams().metadataForAllStreamsClients();
    List<Cluster.Instance> instances = new ArrayList<>();
    for (StreamsMetadata instance : known) {
      if (instance.stateStoreNames().contains(RankingTopology.STORE)
          || instance.standbyStateStoreNames().contains(RankingTopology.STORE)) {
        instances.add(instance(instance));
      }
    }
    if (instances.isEmpty()) {
      return Problem.restoring("the partitions are being assigned to instances");
    }
    return HttpResponse.ok(
        new Cluster(
            runner.topics().partitions(),
            served.generation().id(),
            List.of(new Cluster.Known(served.generation().id(), served.generation().ruleSet())),
            instances));
  }

  @Get("/generations/{id}/rule-set")
  @Produces("application/yaml")
  HttpResponse<?> ruleSet(@PathVariable int id) {
    return isServed(id) ? HttpResponse.ok(runner.served().document()) : unknown(id);
  }

  @Post("/generations/{id}/query")
  HttpResponse<?> query(@PathVariable int id, @Body BoardQuestion question) {
    if (!isServed(id)) {
      return unknown(id);
    }
    try {
      return HttpResponse.ok(new PartitionAnswer.All(answer(question)));
    } catch (IllegalArgumentException e) {
      return Problem.badParameter(String.valueOf(e.getMessage()));
    }
  }

  /**
   * How many writes there were here so far: answers once it is another count than the one given, a
   * tenth of a second after the first at the earliest, or after a second.
   */
  @Get("/generations/{id}/changes")
  HttpResponse<?> changes(@PathVariable int id, @QueryValue(defaultValue = "-1") long since)
      throws InterruptedException {
    if (!isServed(id)) {
      return unknown(id);
    }
    ChangeCounter changes = runner.served().changes();
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (changes.count() == since && System.nanoTime() - end < 0) {
      Thread.sleep(COALESCING);
    }
    return HttpResponse.ok(new Changes(changes.count()));
  }

  /** A count of writes. */
  @Serdeable
  record Changes(long count) {}

  private List<PartitionAnswer> answer(BoardQuestion question) {
    return switch (question.query()) {
      case BoardQuestion.AboutBoard about -> boards.answer(question, about);
      case BoardQuestion.AboutActivities about -> activities.answer(question, about);
    };
  }

  @Get("/vocabulary")
  HttpResponse<?> vocabulary() {
    return HttpResponse.ok(
        Map.of(
            "departments",
            groups("departments"),
            "sports",
            groups("sports"),
            "seasonsLocked",
            List.of()));
  }

  /** The groups of the partitions here, of all time; partitions that cannot answer add none. */
  private Collection<String> groups(String by) {
    BoardQuestion.View allTime =
        new BoardQuestion.View(null, Period.ALL_TIME.from(), Period.ALL_TIME.to(), null, null);
    List<Integer> all = IntStream.range(0, runner.topics().partitions()).boxed().toList();
    BoardQuestion.Groups groups = new BoardQuestion.Groups(by, true);
    BoardQuestion question = new BoardQuestion(all, allTime, null, false, false, groups);
    TreeSet<String> ids = new TreeSet<>();
    for (PartitionAnswer answer : boards.answer(question, groups)) {
      if (answer.groups() != null) {
        answer.groups().forEach(group -> ids.add(group.id()));
      }
    }
    return ids;
  }

  private Cluster.Instance instance(StreamsMetadata metadata) {
    String generation = Integer.toString(runner.served().generation().id());
    return new Cluster.Instance(
        "http://" + metadata.host() + ":" + metadata.port(),
        Map.of(generation, ofActivities(metadata.topicPartitions())),
        Map.of(generation, ofActivities(metadata.standbyTopicPartitions())));
  }

  private List<Integer> ofActivities(Set<TopicPartition> partitions) {
    String activities = runner.topics().activities(runner.served().generation().catalogue()).name();
    return partitions.stream()
        .filter(partition -> partition.topic().equals(activities))
        .map(TopicPartition::partition)
        .sorted()
        .toList();
  }

  private boolean isServed(int id) {
    return runner.served().generation().id() == id;
  }

  private static HttpResponse<?> unknown(int id) {
    return Problem.notFound("generation " + id + " is not served here");
  }
}
