package io.stridelake.simulator.arrival;

/** Somebody could not connect; the message says who or what, and what was answered. */
public final class ArrivalFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  ArrivalFailedException(String message) {
    super(message);
  }

  ArrivalFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
