package io.stridelake.ingest.fetching;

import io.stridelake.ingest.inbox.InboxRecords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts events that must wait back to the end of the inbox when they hold back the committed offset,
 * so that a restart does not fetch again what is behind them and the inbox's retention does not
 * overtake them. The former offset counts as done in the transaction that writes the new record.
 */
final class PutBack {
  /** Many finished events behind a waiting one are put at risk by a restart soon… */
  private static final long MANY = 500;

  private static final Duration SOON = Duration.ofSeconds(10);

  /** … few of them later. */
  private static final Duration LATER = Duration.ofMinutes(10);

  /** What is due so soon is not worth the way. */
  private static final Duration NEARLY_DUE = Duration.ofSeconds(10);

  private static final int AT_MOST = 1000;

  private final InboxRecords inbox;
  private final Clock clock;

  PutBack(InboxRecords inbox, Clock clock) {
    this.inbox = inbox;
    this.clock = clock;
  }

  /** What is to be put back now, if anything. */
  Optional<Outcome> due(PartitionWork partition) {
    long blocked = partition.blocked();
    if (blocked == 0) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Held first = partition.outstanding().iterator().next();
    Duration patience = blocked >= MANY ? SOON : LATER;
    if (!waitsLong(first, now) || first.since.plus(patience).isAfter(now)) {
      return Optional.empty();
    }
    return Optional.of(outcome(partition, now));
  }

  private Outcome outcome(PartitionWork partition, Instant now) {
    List<Held> waiting =
        partition.outstanding().stream()
            .filter(held -> waitsLong(held, now))
            .limit(AT_MOST)
            .toList();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Held held : waiting) {
      records.add(again(held));
      partition.unremember(held);
      held.state = Held.State.RUNNING;
    }
    Lane any = partition.lane(waiting.getFirst().event.account());
    return Outcome.ofLoop(any, "put-back", waiting, records);
  }

  /** What waits for its account is ready as soon as that is connected, whenever it is read. */
  private ProducerRecord<byte[], byte[]> again(Held held) {
    return inbox.of(
        held.event.account(),
        held.origin.value(),
        held.headers.again(held.attempts, held.awaitsAccount ? null : held.due));
  }

  private static boolean waitsLong(Held held, Instant now) {
    Instant due = held.due;
    return held.state == Held.State.PARKED && due != null && due.isAfter(now.plus(NEARLY_DUE));
  }
}
