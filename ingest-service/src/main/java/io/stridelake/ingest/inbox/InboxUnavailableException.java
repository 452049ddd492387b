package io.stridelake.ingest.inbox;

/** Kafka did not acknowledge a record in time. */
public final class InboxUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  InboxUnavailableException(Throwable cause) {
    super("Kafka does not take the record", cause);
  }
}
