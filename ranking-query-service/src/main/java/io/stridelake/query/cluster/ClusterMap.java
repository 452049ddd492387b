package io.stridelake.query.cluster;

import io.stridelake.query.cluster.ClusterInfo.GenerationInfo;
import io.stridelake.query.cluster.ClusterInfo.LockInfo;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Who owns what, as far as is known now; immutable.
 *
 * @param partitions of the ranking topics; 0 while nothing is known
 * @param epoch of the control log, as far as any instance has read it
 * @param active the generation that answers
 * @param generations those that exist, by id
 * @param locks the locked seasons, by id
 * @param owners by generation and partition, the likeliest first
 * @param standbys by generation and partition who keeps a copy, the likeliest first
 * @param instances every instance that is known
 * @param silent those that did not answer when they were asked last
 */
public record ClusterMap(
    int partitions,
    long epoch,
    int active,
    Map<Integer, GenerationInfo> generations,
    SortedMap<String, LockInfo> locks,
    Map<Slot, List<String>> owners,
    Map<Slot, List<String>> standbys,
    List<String> instances,
    Set<String> silent) {

  /** Nothing is known. */
  public static final ClusterMap UNKNOWN =
      new ClusterMap(0, 0, 0, Map.of(), new TreeMap<>(), Map.of(), Map.of(), List.of(), Set.of());

  /** One partition of one generation. */
  public record Slot(int generation, int partition) {}

  public ClusterMap {
    generations = Map.copyOf(generations);
    locks = Collections.unmodifiableSortedMap(new TreeMap<>(locks));
    owners = Map.copyOf(owners);
    standbys = Map.copyOf(standbys);
    instances = List.copyOf(instances);
    silent = Set.copyOf(silent);
  }

  /** A generation that exists. */
  public Optional<GenerationInfo> generation(int id) {
    return Optional.ofNullable(generations.get(id));
  }

  /** The generation that answered before the active one, if it is kept. */
  public Optional<GenerationInfo> previous() {
    return generations.values().stream().filter(GenerationInfo::isPrevious).findFirst();
  }

  /** Whether any instance has answered yet. */
  public boolean isKnown() {
    return partitions > 0;
  }

  /** The instances that may own the partition, the likeliest first; empty when nobody does. */
  public List<String> owners(int generation, int partition) {
    return Objects.requireNonNullElse(owners.get(new Slot(generation, partition)), List.of());
  }

  /**
   * The instances that may keep a copy of the partition, those that answered before those that did
   * not, then the likeliest first; empty when nobody does.
   */
  public List<String> standbys(int generation, int partition) {
    return Objects.requireNonNullElse(
            standbys.get(new Slot(generation, partition)), List.<String>of())
        .stream()
        .sorted(Comparator.comparing(this::isSilent))
        .toList();
  }

  /** Whether the instance did not answer when it was asked last. */
  public boolean isSilent(String instance) {
    return silent.contains(instance);
  }

  /** The same map, but these did not answer. */
  ClusterMap withSilent(Set<String> instancesThatAre) {
    return new ClusterMap(
        partitions,
        epoch,
        active,
        generations,
        locks,
        owners,
        standbys,
        instances,
        instancesThatAre);
  }

  /** The likeliest owner of every partition, each once. */
  public List<String> owners(int generation) {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> owners(generation, partition))
        .filter(candidates -> !candidates.isEmpty())
        .map(List::getFirst)
        .distinct()
        .toList();
  }

  /** Whether every partition of the generation has an owner. */
  public boolean isComplete(int generation) {
    for (int partition = 0; partition < partitions; partition++) {
      if (owners(generation, partition).isEmpty()) {
        return false;
      }
    }
    return isKnown();
  }
}
