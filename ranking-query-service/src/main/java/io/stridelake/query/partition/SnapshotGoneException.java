package io.stridelake.query.partition;

/** A snapshot that was asked for is not kept any more. */
public final class SnapshotGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SnapshotGoneException(int partition) {
    super("snapshot of partition " + partition + " is gone", null, false, false);
  }
}
