package io.stridelake.benchmarks;

import java.util.Collection;

/** What several rounds of one measurement came to. */
public final class Rounds {
  private final double[] sorted;

  private Rounds(double[] sorted) {
    this.sorted = sorted;
  }

  /** Those of at least one round, in any order. */
  public static Rounds of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no round (expected one or more)");
    }
    return new Rounds(sorted);
  }

  /** The middle one, or what lies between the middle two. */
  public double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The least. */
  public double least() {
    return sorted[0];
  }

  /** The most. */
  public double most() {
    return sorted[sorted.length - 1];
  }
}
