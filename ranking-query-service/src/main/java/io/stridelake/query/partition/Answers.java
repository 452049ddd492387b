package io.stridelake.query.partition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answers of the partitions of a generation, each exactly once and each ok. */
public final class Answers {
  private final SortedMap<Integer, PartitionAnswer> byPartition;
  private final SortedSet<Integer> missing;

  /**
   * Takes answers.
   *
   * @param missing partitions that have none
   * @throws IllegalArgumentException if one of them is not ok
   */
  public Answers(Map<Integer, PartitionAnswer> byPartition, Set<Integer> missing) {
    for (PartitionAnswer answer : byPartition.values()) {
      if (!answer.status().equals("ok")) {
        throw new IllegalArgumentException(
            "partition " + answer.partition() + " is " + answer.status() + " (expected ok)");
      }
    }
    this.byPartition = new TreeMap<>(byPartition);
    this.missing = new TreeSet<>(missing);
  }

  /** The states that were read. */
  public Snapshots snapshots() {
    SortedMap<Integer, String> versions = new TreeMap<>();
    Long asOf = null;
    for (PartitionAnswer answer : byPartition.values()) {
      versions.put(answer.partition(), Objects.requireNonNull(answer.version()));
      asOf = later(asOf, answer.asOf());
    }
    return new Snapshots(versions, asOf, missing, standbys());
  }

  /** How much of them standbys gave. */
  public Standbys standbys() {
    int partitions = 0;
    long lag = 0;
    int last = 0;
    for (PartitionAnswer answer : byPartition.values()) {
      if (answer.standbyLag() != null) {
        partitions++;
        lag = Math.max(lag, answer.standbyLag());
      } else if (answer.isLast()) {
        last++;
      }
    }
    return new Standbys(partitions, lag, last);
  }

  /** Whether every partition has answered. */
  public boolean isComplete() {
    return missing.isEmpty();
  }

  /** Members of the view. */
  public long total() {
    return sum(PartitionAnswer::total);
  }

  /** Members of the view that match the search. */
  public long matching() {
    return sum(PartitionAnswer::matching);
  }

  /** Rows before the place asked for. */
  public long before() {
    return sum(PartitionAnswer::before);
  }

  /** How many have more than the score asked for at this index. */
  public long countAbove(int index) {
    return sum(answer -> Objects.requireNonNull(answer.counts()).get(index));
  }

  /** The rows of every partition, each list in the board's order. */
  public List<List<Row>> rows() {
    List<List<Row>> rows = new ArrayList<>();
    byPartition.values().forEach(answer -> rows.add(Objects.requireNonNull(answer.rows())));
    return rows;
  }

  /** The sums of every partition. */
  public List<List<Group>> groups() {
    List<List<Group>> groups = new ArrayList<>();
    byPartition.values().forEach(answer -> groups.add(Objects.requireNonNull(answer.groups())));
    return groups;
  }

  /** Whether any partition knows the athlete asked for. */
  public boolean known() {
    return members().anyMatch(Member::known);
  }

  /** The row of the athlete asked for, or null when the athlete is not on the board. */
  public @Nullable Row row() {
    return members().map(Member::row).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** What surrounds the athlete's place; empty unless every partition that answered said it. */
  public Optional<Surroundings> surroundings() {
    List<Neighbours> neighbours =
        members().map(Member::neighbours).filter(Objects::nonNull).toList();
    return neighbours.size() == byPartition.size()
        ? Optional.of(new Surroundings(neighbours))
        : Optional.empty();
  }

  /** What the partitions say of single activities. */
  public List<ActivitiesAnswer> activities() {
    return values().stream().map(answer -> Objects.requireNonNull(answer.activities())).toList();
  }

  private Stream<Member> members() {
    return values().stream().map(answer -> Objects.requireNonNull(answer.member()));
  }

  private Collection<PartitionAnswer> values() {
    return byPartition.values();
  }

  private long sum(Function<PartitionAnswer, @Nullable Long> field) {
    long sum = 0;
    for (PartitionAnswer answer : byPartition.values()) {
      Long value = field.apply(answer);
      sum = Math.addExact(sum, value == null ? 0 : value);
    }
    return sum;
  }

  private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }
}
