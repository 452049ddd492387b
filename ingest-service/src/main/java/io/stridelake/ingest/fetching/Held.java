package io.stridelake.ingest.fetching;

import io.stridelake.ingest.inbox.InboxEvent;
import io.stridelake.ingest.inbox.InboxHeaders;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event of the inbox in memory. Everything but the final fields belongs to the loop's thread,
 * save that a running step reads them.
 */
final class Held {
  /** Where it is in its life. */
  enum State {
    /** May be worked on. */
    READY,
    /** Waits for its time or its account. */
    PARKED,
    /** A step is at it. */
    RUNNING,
    /** Finished; its offset counts as done. */
    DONE
  }

  private static final long NEVER = -1;

  final ConsumerRecord<byte[], byte[]> origin;
  final InboxHeaders headers;
  final InboxEvent event;
  final Instant since;
  State state = State.READY;
  int attempts;
  @Nullable Instant due;
  boolean awaitsAccount;

  /** How often the table did not have its account. */
  int unknown;

  /** When the fetch began that this event's answer came from, null before; any thread. */
  volatile @Nullable Instant fetchedAt;

  /** The token version that a 401 led to, or NEVER. */
  long renewedTo = NEVER;

  Held(
      ConsumerRecord<byte[], byte[]> origin,
      InboxHeaders headers,
      InboxEvent event,
      Instant since) {
    this.origin = origin;
    this.headers = headers;
    this.event = event;
    this.since = since;
    this.attempts = headers.attempt();
  }

  void park(Instant until) {
    state = State.PARKED;
    due = until;
  }

  void makeReady() {
    state = State.READY;
    due = null;
    awaitsAccount = false;
  }

  boolean isBackfill() {
    return event instanceof InboxEvent.Backfill;
  }

  long offset() {
    return origin.offset();
  }
}
