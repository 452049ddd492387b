package io.stridelake.generation;

/** A rule set that cannot be used; the message says where and why, for the person who wrote it. */
public final class RuleSetRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RuleSetRefusedException(String message) {
    super(message);
  }
}
