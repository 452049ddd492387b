package io.stridelake.ingest.strava;

/** Something was pushed that is not an event; the message says what was expected. */
public final class MalformedEventException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedEventException(String message) {
    super(message);
  }
}
