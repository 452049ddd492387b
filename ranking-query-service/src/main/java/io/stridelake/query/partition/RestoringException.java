package io.stridelake.query.partition;

/** A partition has no owner that can answer now, so there is no complete answer. */
public final class RestoringException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RestoringException(String message) {
    super(message, null, false, false);
  }
}
