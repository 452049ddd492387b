package io.stridelake.query.cluster;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Who owns what, as far as is known now; immutable.
 *
 * @param partitions of the ranking topics; 0 while nothing is known
 * @param active the generation that answers
 * @param ruleSets version by generation
 * @param owners by generation and partition, the likeliest first
 * @param instances every instance that is known
 */
public record ClusterMap(
    int partitions,
    int active,
    Map<Integer, String> ruleSets,
    Map<Slot, List<String>> owners,
    List<String> instances) {

  /** Nothing is known. */
  public static final ClusterMap UNKNOWN = new ClusterMap(0, 0, Map.of(), Map.of(), List.of());

  /** One partition of one generation. */
  public record Slot(int generation, int partition) {}

  public ClusterMap {
    ruleSets = Map.copyOf(ruleSets);
    owners = Map.copyOf(owners);
    instances = List.copyOf(instances);
  }

  /** Whether any instance has answered yet. */
  public boolean isKnown() {
    return partitions > 0;
  }

  /** The instances that may own the partition, the likeliest first; empty when nobody does. */
  public List<String> owners(int generation, int partition) {
    return Objects.requireNonNullElse(owners.get(new Slot(generation, partition)), List.of());
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
