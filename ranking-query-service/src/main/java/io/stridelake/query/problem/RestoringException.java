package io.stridelake.query.problem;

/** A partition has no owner that can answer now, so there is no complete answer. */
public final class RestoringException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which part of the rankings is missing. */
  public RestoringException(String message) {
    super(message, null, false, false);
  }
}
