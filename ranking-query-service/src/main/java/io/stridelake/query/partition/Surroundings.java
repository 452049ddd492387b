package io.stridelake.query.partition;

import java.util.List;
import java.util.function.ToLongFunction;

/** What surrounds a place on the whole board: the neighbours in all partitions together. */
public final class Surroundings {
  private final List<Neighbours> partitions;

  Surroundings(List<Neighbours> partitions) {
    this.partitions = List.copyOf(partitions);
  }

  /** How many have a greater score. */
  public long above() {
    return sum(Neighbours::above);
  }

  /** How many have as great a score or a greater. */
  public long atLeast() {
    return sum(Neighbours::atLeast);
  }

  /** How many stand before the place. */
  public long ahead() {
    return sum(Neighbours::ahead);
  }

  /** How many have a greater score than a row that is to be shown before the place. */
  public long above(Row row) {
    return sum(partition -> partition.above(row.score()));
  }

  /** The nearest rows before the place in every partition, each list in the board's order. */
  public List<List<Row>> before() {
    return partitions.stream().map(Neighbours::before).toList();
  }

  /** The nearest rows after it in every partition, each list in the board's order. */
  public List<List<Row>> after() {
    return partitions.stream().map(Neighbours::after).toList();
  }

  private long sum(ToLongFunction<Neighbours> count) {
    return partitions.stream().mapToLong(count).sum();
  }
}
