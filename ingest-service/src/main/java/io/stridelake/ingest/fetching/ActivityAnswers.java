package io.stridelake.ingest.fetching;

import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.inbox.InboxEvent;
import io.stridelake.ingest.lake.LakeRecords;
import io.stridelake.ingest.lake.Reason;
import io.stridelake.ingest.strava.ActivityFacts;
import io.stridelake.ingest.strava.Answer;
import io.stridelake.ingest.strava.StravaEvent;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import jakarta.inject.Singleton;
import java.util.List;

/** What follows from the answer to {@code GET /activities/{id}}. */
@Singleton
final class ActivityAnswers {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final LakeRecords lake;
  private final Retries retries;
  private final FetchConfig config;

  ActivityAnswers(LakeRecords lake, Retries retries, FetchConfig config) {
    this.lake = lake;
    this.retries = retries;
    this.config = config;
  }

  Outcome outcome(Work work, StravaEvent event, Account account, Answer answer) {
    if (!answer.isFromApi()) {
      return retries.outage(work, account);
    }
    return switch (answer.status()) {
      case OK -> payload(work, event, account, answer);
      case NOT_FOUND -> missing(work, event, account, answer);
      default -> retries.forStatus(work, account, answer);
    };
  }

  private Outcome payload(Work work, StravaEvent event, Account account, Answer answer) {
    if (answer.body().length == 0) {
      return retries.outage(work, account);
    }
    ActivityFacts facts = ActivityFacts.read(answer.body());
    if (isOther(facts.id(), event.objectId()) || isOther(facts.athleteId(), event.ownerId())) {
      return foreign(work, account);
    }
    return Outcome.of(work, "stored")
        .finish(work.group())
        .finish(work.companions())
        .write(
            lake.raw(key(event, account), answer.body(), answer.mediaType(), source(work, answer)))
        .build();
  }

  /**
   * Somebody named another athlete's activity: it must not count for this one. Nothing is stored
   * for the athlete; the event is kept as a dead letter.
   */
  private Outcome foreign(Work work, Account account) {
    return Outcome.of(work, "foreign")
        .finish(work.group())
        .write(
            retries.deadLetter(
                work.head(), account, Reason.ID_MISMATCH, "the answer is about another id"))
        .build();
  }

  /** Absence confirms a deletion; after a create it may mean that the provider is not so far. */
  private Outcome missing(Work work, StravaEvent event, Account account, Answer answer) {
    List<Held> creates = work.group().stream().filter(ActivityAnswers::isCreate).toList();
    boolean confirms = creates.size() < work.group().size();
    Outcome.Builder outcome = Outcome.of(work, confirms ? "deleted" : "not-yet-there");
    if (confirms) {
      outcome.write(lake.deleted(key(event, account), source(work, answer)));
    }
    for (Held held : work.group()) {
      if (creates.contains(held)) {
        retries.again(
            outcome,
            held,
            account,
            config.createPatience(),
            Reason.NOT_FOUND,
            "announced, but not there for " + config.createPatience());
      } else {
        outcome.finish(held);
      }
    }
    return outcome.build();
  }

  private static LakeKey key(StravaEvent event, Account account) {
    return LakeRecords.activity(
        account.athlete(), account.key().provider(), Long.toString(event.objectId()));
  }

  private static LakeRecords.Source source(Work work, Answer answer) {
    return new LakeRecords.Source(
        Origin.WEBHOOK, work.head().headers.eventId(), answer.receivedAt());
  }

  private static boolean isCreate(Held held) {
    return held.event instanceof InboxEvent.Hint(StravaEvent event)
        && event.aspect() == StravaEvent.Aspect.CREATE;
  }

  private static boolean isOther(@org.jspecify.annotations.Nullable Long found, long expected) {
    return found != null && found != expected;
  }
}
