package io.stridelake.generation;

/** The control log was written by a newer version, so nobody here knows what it comes to. */
public final class UnknownCommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownCommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
