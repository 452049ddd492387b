package io.stridelake.query.partition;

/**
 * How much of an answer did not come from owners, because they could not answer.
 *
 * @param partitions of how many partitions standbys answered
 * @param lag by how many offsets of its changelog the slowest of them may have been behind
 * @param last of how many partitions it is the last complete state of an instance that cannot reach
 *     Kafka: nobody knows how far that is behind
 */
public record Standbys(int partitions, long lag, int last) {
  /** Owners said everything. */
  public static final Standbys NONE = new Standbys(0, 0, 0);

  /** Whether owners said everything. */
  public boolean isNone() {
    return partitions + last == 0;
  }

  /** The more of each, of answers to one request. */
  public Standbys or(Standbys other) {
    return new Standbys(
        Math.max(partitions, other.partitions),
        Math.max(lag, other.lag),
        Math.max(last, other.last));
  }
}
