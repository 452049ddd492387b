package io.stridelake.query.cluster;

import org.jspecify.annotations.Nullable;

/** An instance did not answer as it should. */
public final class InstanceFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Fault {
    /** Nothing came back in time. */
    UNREACHABLE,
    /** It is starting, or its partitions are moving. */
    REBALANCING,
    /** It does not know the generation (yet). */
    NOT_FOUND,
    /** It refused the call: a bug or wrong settings, so trying again does not help. */
    REFUSED
  }

  private final Fault fault;

  public InstanceFailedException(String message, Fault fault, @Nullable Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }
}
