package io.stridelake.ingest.fetching;

import io.stridelake.activity.reading.JsonElements;
import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.inbox.InboxCodec;
import io.stridelake.ingest.inbox.InboxEvent;
import io.stridelake.ingest.inbox.InboxHeaders;
import io.stridelake.ingest.inbox.InboxRecords;
import io.stridelake.ingest.lake.LakeRecords;
import io.stridelake.ingest.lake.Reason;
import io.stridelake.ingest.strava.ActivityFacts;
import io.stridelake.ingest.strava.Answer;
import io.stridelake.ingest.strava.StravaConfig;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import io.stridelake.topics.TopicCatalogue;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the answer to {@code GET /athlete/activities}: its elements go into the lake,
 * and the next page is asked for by the start of the oldest one. Unlike page numbers that stays
 * right when activities come and go meanwhile.
 */
@Singleton
final class PageAnswers {
  private static final int OK = 200;
  private static final String JSON = "application/json";

  private final LakeRecords lake;
  private final InboxRecords inbox;
  private final Accounts accounts;
  private final Retries retries;
  private final StravaConfig strava;
  private final Clock clock;

  PageAnswers(
      LakeRecords lake,
      InboxRecords inbox,
      Accounts accounts,
      Retries retries,
      StravaConfig strava,
      Clock clock) {
    this.strava = strava;
    this.lake = lake;
    this.inbox = inbox;
    this.accounts = accounts;
    this.retries = retries;
    this.clock = clock;
  }

  /**
   * Reads the page.
   *
   * @throws IOException if it is not whole
   */
  Outcome outcome(Work work, InboxEvent.Backfill asked, Account account, Answer answer)
      throws IOException {
    if (answer.status() != OK || !answer.isFromApi()) {
      return retries.forStatus(work, account, answer);
    }
    List<byte[]> elements = cut(answer.body());
    Outcome.Builder outcome = Outcome.of(work, "page").finish(work.group());
    Long oldest = null;
    for (byte[] element : elements) {
      ActivityFacts facts = ActivityFacts.read(element);
      outcome.write(toRecord(work.head(), account, answer, element, facts));
      oldest = older(oldest, facts.start());
    }
    continueOrEnd(
        outcome, asked, account, work.head(), next(asked.before(), oldest, elements.size()));
    return outcome.build();
  }

  private static List<byte[]> cut(byte[] page) throws IOException {
    try {
      return JsonElements.cut(page);
    } catch (IllegalArgumentException e) {
      throw new IOException("a page that is not one whole JSON array", e);
    }
  }

  private ProducerRecord<byte[], byte[]> toRecord(
      Held held, Account account, Answer answer, byte[] element, ActivityFacts facts) {
    LakeRecords.Source source =
        new LakeRecords.Source(Origin.BACKFILL, held.headers.eventId(), answer.receivedAt());
    String provider = account.key().provider();
    if (facts.id() == null) {
      LakeKey key = new LakeKey(account.athlete(), provider, "activity", "without-id");
      return lake.deadLetter(key, element, source, Reason.MISSING_ID, "an element without an id");
    }
    LakeKey key = LakeRecords.activity(account.athlete(), provider, Long.toString(facts.id()));
    if (facts.athleteId() != null
        && !Objects.equals(Long.toString(facts.athleteId()), account.key().ownerId())) {
      return lake.deadLetter(
          key, element, source, Reason.ID_MISMATCH, "an element of another athlete");
    }
    if (element.length > TopicCatalogue.MAX_RAW_BYTES) {
      return lake.deadLetter(key, new byte[0], source, Reason.TOO_LARGE, "an element over 8 MiB");
    }
    return lake.raw(key, element, JSON, source);
  }

  private void continueOrEnd(
      Outcome.Builder outcome,
      InboxEvent.Backfill asked,
      Account account,
      Held held,
      @Nullable Long next) {
    if (next == null) {
      Account changed = account.backfilled(clock.instant());
      outcome.change(changed).write(accounts.toRecord(changed));
      return;
    }
    InboxEvent.Backfill following = new InboxEvent.Backfill(asked.account(), next);
    outcome.write(
        inbox.of(
            asked.account(),
            InboxCodec.write(following),
            InboxHeaders.fresh(
                InboxHeaders.Type.BACKFILL, clock.instant(), held.headers.eventId())));
  }

  /**
   * Where the next page begins, null at the end. It overlaps by the oldest second, in which several
   * activities may have started; a page that brings nothing older is the last.
   */
  private @Nullable Long next(@Nullable Long before, @Nullable Long oldest, int size) {
    if (oldest == null) {
      return null;
    }
    if (before == null || oldest + 1 < before) {
      return oldest + 1;
    }
    return size >= strava.pageSize() && oldest < before ? oldest : null;
  }

  private static @Nullable Long older(@Nullable Long oldest, @Nullable Instant start) {
    if (start == null) {
      return oldest;
    }
    return oldest == null ? start.getEpochSecond() : Math.min(oldest, start.getEpochSecond());
  }
}
