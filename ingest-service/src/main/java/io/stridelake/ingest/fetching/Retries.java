package io.stridelake.ingest.fetching;

import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.inbox.InboxEvent;
import io.stridelake.ingest.lake.LakeRecords;
import io.stridelake.ingest.lake.Reason;
import io.stridelake.ingest.strava.Answer;
import io.stridelake.ingest.strava.StravaEvent;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What happens to events whose answer settles nothing: again later, or a dead letter at last. */
@Singleton
final class Retries {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final FetchConfig config;
  private final LakeRecords lake;
  private final Clock clock;

  Retries(FetchConfig config, LakeRecords lake, Clock clock) {
    this.config = config;
    this.lake = lake;
    this.clock = clock;
  }

  /** For a status that means neither success nor absence. */
  Outcome forStatus(Work work, Account account, Answer answer) {
    if (answer.status() == TOO_MANY_REQUESTS) {
      // The quota knows when; the event is next in line then.
      return Outcome.of(work, "rate-limited").park(work.group(), clock.instant()).build();
    }
    if (answer.status() >= SERVER_ERROR || !answer.isFromApi()) {
      return outage(work, account);
    }
    return again(
        work,
        account,
        "refused",
        config.refusalPatience(),
        Reason.REFUSED,
        "status " + answer.status());
  }

  /** The provider failed or did not answer. */
  Outcome outage(Work work, Account account) {
    return again(
        work,
        account,
        "outage",
        config.outagePatience(),
        Reason.PROVIDER_FAILED,
        "the provider failed for " + config.outagePatience());
  }

  /** The payload does not fit into the lake. */
  Outcome tooLarge(Work work, Account account) {
    Outcome.Builder outcome = Outcome.of(work, "too-large").finish(work.group());
    outcome.write(deadLetter(work.head(), account, Reason.TOO_LARGE, "payload over 8 MiB"));
    return outcome.build();
  }

  private Outcome again(
      Work work, Account account, String label, Duration patience, Reason reason, String message) {
    Outcome.Builder outcome = Outcome.of(work, label);
    work.group().forEach(held -> again(outcome, held, account, patience, reason, message));
    return outcome.build();
  }

  /** Parks one event for longer and longer, or gives it up. Histories are never given up. */
  void again(
      Outcome.Builder outcome,
      Held held,
      Account account,
      Duration patience,
      Reason reason,
      String message) {
    Instant now = clock.instant();
    if (held.isBackfill() || held.headers.receivedAt().plus(patience).isAfter(now)) {
      outcome.park(held, now.plus(config.retryAfter(held.attempts)));
      held.attempts++;
    } else {
      outcome.finish(held).write(deadLetter(held, account, reason, message));
    }
  }

  /** What is left of an event that is given up: its own bytes under the key it meant. */
  ProducerRecord<byte[], byte[]> deadLetter(
      Held held, Account account, Reason reason, String message) {
    ProducerRecord<byte[], byte[]> dead =
        lake.deadLetter(
            meant(held, account),
            held.origin.value(),
            new LakeRecords.Source(
                Origin.WEBHOOK, held.headers.eventId(), held.headers.receivedAt()),
            reason,
            message);
    LakeRecords.addPosition(
        dead.headers(), held.origin.topic(), held.origin.partition(), held.origin.offset());
    return dead;
  }

  private static LakeKey meant(Held held, Account account) {
    String provider = account.key().provider();
    return switch (held.event) {
      case InboxEvent.Hint(StravaEvent event)
          when event.object() == StravaEvent.ObjectType.ACTIVITY ->
          LakeRecords.activity(account.athlete(), provider, Long.toString(event.objectId()));
      case InboxEvent.Hint _ ->
          new LakeKey(account.athlete(), provider, "athlete", account.key().ownerId());
      case InboxEvent.Backfill _ ->
          new LakeKey(account.athlete(), provider, "backfill", held.headers.eventId());
      case InboxEvent.Connected _ ->
          new LakeKey(account.athlete(), provider, "connection", held.headers.eventId());
    };
  }
}
