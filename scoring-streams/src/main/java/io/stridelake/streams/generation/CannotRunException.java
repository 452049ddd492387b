package io.stridelake.streams.generation;

/** This version cannot run a generation, whatever else happens. */
final class CannotRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean everywhere;

  /**
   * A refusal.
   *
   * @param everywhere whether each instance of the same version would refuse it
   */
  CannotRunException(boolean everywhere, String message) {
    super(message);
    this.everywhere = everywhere;
  }

  boolean isEverywhere() {
    return everywhere;
  }
}
