package io.stridelake.query.partition;

/**
 * How much of an answer came from standbys, because the owners could not answer.
 *
 * @param partitions of how many partitions
 * @param lag by how many offsets of its changelog the slowest of them may have been behind
 */
public record Standbys(int partitions, long lag) {
  /** Owners said everything. */
  public static final Standbys NONE = new Standbys(0, 0);

  /** The more of both, of answers to one request. */
  public Standbys or(Standbys other) {
    return new Standbys(Math.max(partitions, other.partitions), Math.max(lag, other.lag));
  }
}
