package io.stridelake.query.partition;

import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.cluster.InstanceFailedException.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One question on its way to all partitions: who has answered, and whom to ask next.
 *
 * <p>It goes in laps, each with a newer map of the instances. A lap asks the likeliest owners, then
 * the standbys of those that did not answer or are restoring. On {@code not-owner} the partition is
 * asked for in the next lap first, where the map may know the new owner. If no owner with a lease
 * and no standby has answered in two laps, every instance that has the partition may answer with
 * its last complete state.
 */
final class Round {
  /** An instance that could not answer for a partition. */
  private record Refusal(int partition, String instance) {}

  private final GenerationIdentity generation;
  private final View view;
  private final PartitionQuery query;
  private final @Nullable Snapshots snapshots;
  private final boolean pin;
  private final Set<Integer> pending = new TreeSet<>();
  private final Set<Refusal> refusals = new HashSet<>();
  private final Set<Refusal> tried = new HashSet<>();
  private final Set<Integer> moved = new HashSet<>();
  private final Map<Integer, PartitionAnswer> answers = new TreeMap<>();
  private final Set<Refusal> triedForLast = new HashSet<>();
  private Map<String, List<Integer>> asked = Map.of();
  private int lap;

  Round(
      GenerationIdentity generation,
      View view,
      PartitionQuery query,
      @Nullable Snapshots snapshots,
      boolean pin,
      int partitions) {
    this.generation = generation;
    this.view = view;
    this.query = query;
    this.snapshots = snapshots;
    this.pin = pin;
    for (int partition = 0; partition < partitions; partition++) {
      if (snapshots == null || !snapshots.missing().contains(partition)) {
        pending.add(partition);
      }
    }
  }

  GenerationIdentity generation() {
    return generation;
  }

  /**
   * Begins a lap: what to send to which owner, every partition that has not answered to one of
   * them. An owner that is known not to answer is passed over at first if a standby may.
   */
  Map<String, QueryRequest> requests(ClusterMap map) {
    lap++;
    tried.clear();
    triedForLast.clear();
    moved.clear();
    Map<String, List<Integer>> byInstance = new TreeMap<>();
    for (int partition : pending) {
      String owner = owner(map.owners(generation.id(), partition), partition);
      if (owner != null && !(lap == 1 && map.isSilent(owner) && hasStandby(map, partition))) {
        add(byInstance, owner, partition);
      }
    }
    return send(byInstance, false);
  }

  /** What to send to which standby next, in this lap; nothing when all were asked. */
  Map<String, QueryRequest> standbyRequests(ClusterMap map) {
    Map<String, List<Integer>> byInstance = new TreeMap<>();
    for (int partition : pending) {
      if (lap > 1 || !moved.contains(partition)) {
        map.standbys(generation.id(), partition).stream()
            .filter(standby -> !tried.contains(new Refusal(partition, standby)))
            .findFirst()
            .ifPresent(standby -> add(byInstance, standby, partition));
      }
    }
    return send(byInstance, false);
  }

  /**
   * What to send next to which instance for its last complete state, in this lap; nothing when all
   * were asked, or it is too soon for that.
   */
  Map<String, QueryRequest> lastRequests(ClusterMap map) {
    if (lap < 2) {
      return Map.of();
    }
    Map<String, List<Integer>> byInstance = new TreeMap<>();
    for (int partition : pending) {
      Stream.concat(
              map.owners(generation.id(), partition).stream(),
              map.standbys(generation.id(), partition).stream())
          .filter(instance -> triedForLast.add(new Refusal(partition, instance)))
          .findFirst()
          .ifPresent(instance -> add(byInstance, instance, partition));
    }
    return send(byInstance, true);
  }

  /** Takes what an instance answered; only what it was asked for counts, and only once. */
  void take(String instance, QueryResponse response) {
    List<Integer> partitions = asked.getOrDefault(instance, List.of());
    for (PartitionAnswer answer : response.answers()) {
      if (!partitions.contains(answer.partition()) || !pending.contains(answer.partition())) {
        continue;
      }
      switch (answer.status()) {
        case "ok" -> {
          answers.put(answer.partition(), answer);
          pending.remove(answer.partition());
        }
        case "snapshot-gone" -> throw new SnapshotGoneException(answer.partition());
        case "not-owner" -> {
          refusals.add(new Refusal(answer.partition(), instance));
          moved.add(answer.partition());
        }
        case "no-lease" -> refusals.add(new Refusal(answer.partition(), instance));
        default -> refusals.remove(new Refusal(answer.partition(), instance));
      }
    }
  }

  /** Takes note that an instance did not answer, so that others which claim the same are asked. */
  void failed(String instance, Fault fault) {
    if (fault != Fault.REBALANCING) {
      for (int partition : asked.getOrDefault(instance, List.of())) {
        refusals.add(new Refusal(partition, instance));
      }
    }
  }

  boolean isComplete() {
    return pending.isEmpty();
  }

  /** Whether any partition has answered. */
  boolean hasAnswers() {
    return !answers.isEmpty();
  }

  Answers answers() {
    return new Answers(answers, pending);
  }

  String missing() {
    return "partitions " + pending + " have no owner that can answer";
  }

  private boolean hasStandby(ClusterMap map, int partition) {
    return map.standbys(generation.id(), partition).stream().anyMatch(each -> !map.isSilent(each));
  }

  /** The likeliest owner that has not refused; when all have, they are asked again. */
  private @Nullable String owner(List<String> owners, int partition) {
    for (String owner : owners) {
      if (!refusals.contains(new Refusal(partition, owner))) {
        return owner;
      }
    }
    refusals.removeIf(refusal -> refusal.partition() == partition);
    return owners.isEmpty() ? null : owners.getFirst();
  }

  private void add(Map<String, List<Integer>> byInstance, String instance, int partition) {
    byInstance.computeIfAbsent(instance, _ -> new ArrayList<>()).add(partition);
    tried.add(new Refusal(partition, instance));
  }

  private Map<String, QueryRequest> send(Map<String, List<Integer>> byInstance, boolean last) {
    asked = byInstance;
    Map<String, QueryRequest> requests = new TreeMap<>();
    byInstance.forEach(
        (instance, partitions) ->
            requests.put(
                instance,
                new QueryRequest(partitions, view, versions(partitions), pin, true, last, query)));
    return requests;
  }

  private @Nullable Map<String, String> versions(List<Integer> partitions) {
    if (snapshots == null) {
      return null;
    }
    Map<String, String> versions = new TreeMap<>();
    for (int partition : partitions) {
      String version = snapshots.versions().get(partition);
      if (version == null) {
        throw new SnapshotGoneException(partition);
      }
      versions.put(String.valueOf(partition), version);
    }
    return versions;
  }
}
