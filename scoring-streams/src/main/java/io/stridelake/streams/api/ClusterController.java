package io.stridelake.streams.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.streams.Problem;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.generation.GenerationAwayException;
import io.stridelake.streams.generation.GenerationRunner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;

/** Tells ranking-query-service who answers for what. */
@Controller("/internal/v1/cluster")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClusterController {
  private final GenerationRunner runner;

  ClusterController(GenerationRunner runner) {
    this.runner = runner;
  }

  @Get
  HttpResponse<?> cluster() {
    ControlState state = runner.state();
    Generation answering =
        state
            .active()
            .orElseThrow(
                () -> new GenerationAwayException("the first generation is being founded"));
    String active = Integer.toString(answering.id());
    Map<String, Parts> instances = new TreeMap<>();
    for (Generation generation : state.kept()) {
      runner.find(generation.id()).ifPresent(running -> collect(running, instances));
    }
    if (instances.values().stream().noneMatch(parts -> parts.owned.containsKey(active))) {
      return Problem.restoring("the partitions are being assigned to instances");
    }
    return HttpResponse.ok(
        new Cluster(
            runner.topics().partitions(),
            state.epoch(),
            answering.id(),
            state.kept().stream()
                .map(
                    one ->
                        new Cluster.Known(
                            one.id(), one.state(), one.ruleSet(), one.complete(), one.resets()))
                .toList(),
            state.seasons().values().stream()
                .map(
                    lock ->
                        new Cluster.Locked(
                            lock.season(), lock.lock(), lock.ruleSet(), lock.from(), lock.to()))
                .toList(),
            instances.entrySet().stream()
                .map(
                    one ->
                        new Cluster.Instance(
                            one.getKey(), one.getValue().owned, one.getValue().copied))
                .toList()));
  }

  /** Partitions by generation. */
  private record Parts(Map<String, List<Integer>> owned, Map<String, List<Integer>> copied) {
    Parts() {
      this(new TreeMap<>(), new TreeMap<>());
    }
  }

  /** Adds what each instance has of a generation, as far as this one knows. */
  private void collect(ServedGeneration running, Map<String, Parts> instances) {
    String generation = Integer.toString(running.generation().id());
    String activities = runner.topics().activities(running.generation().catalogue()).name();
    for (StreamsMetadata instance : running.ranking().instances()) {
      if (instance.stateStoreNames().contains(RankingTopology.STORE)
          || instance.standbyStateStoreNames().contains(RankingTopology.STORE)) {
        Parts parts =
            instances.computeIfAbsent(
                "http://" + instance.host() + ":" + instance.port(), ignored -> new Parts());
        parts.owned.put(generation, of(activities, instance.topicPartitions()));
        parts.copied.put(generation, of(activities, instance.standbyTopicPartitions()));
      }
    }
  }

  private static List<Integer> of(String topic, Set<TopicPartition> partitions) {
    return partitions.stream()
        .filter(partition -> partition.topic().equals(topic))
        .map(TopicPartition::partition)
        .sorted()
        .toList();
  }
}
