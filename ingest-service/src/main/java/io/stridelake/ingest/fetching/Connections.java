package io.stridelake.ingest.fetching;

import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.inbox.InboxCodec;
import io.stridelake.ingest.inbox.InboxEvent;
import io.stridelake.ingest.inbox.InboxHeaders;
import io.stridelake.ingest.inbox.InboxRecords;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What follows when an athlete has connected: the account has tokens, and its history is due. */
@Singleton
final class Connections {
  private final Accounts accounts;
  private final InboxRecords inbox;
  private final Clock clock;

  Connections(Accounts accounts, InboxRecords inbox, Clock clock) {
    this.accounts = accounts;
    this.inbox = inbox;
    this.clock = clock;
  }

  Outcome outcome(Work work, InboxEvent.Connected event, Account account) {
    Account connected = account.connected(event.sealed(), event.scopes(), clock.instant());
    return Outcome.of(work, "connected")
        .finish(work.group())
        .change(connected)
        .write(accounts.toRecord(connected))
        .write(
            inbox.of(
                event.account(),
                InboxCodec.write(new InboxEvent.Backfill(event.account(), null)),
                InboxHeaders.fresh(
                    InboxHeaders.Type.BACKFILL, clock.instant(), work.head().headers.eventId())))
        .wake()
        .build();
  }
}
