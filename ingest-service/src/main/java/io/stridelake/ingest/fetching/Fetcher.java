package io.stridelake.ingest.fetching;

import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.inbox.InboxEvent;
import io.stridelake.ingest.quota.Quota;
import io.stridelake.ingest.strava.Answer;
import io.stridelake.ingest.strava.StravaApi;
import io.stridelake.ingest.strava.StravaEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one step: at most one call to the API, and what follows from its answer. */
@Singleton
final class Fetcher {
  private static final Logger log = LoggerFactory.getLogger(Fetcher.class);
  private static final int UNAUTHORIZED = 401;

  private final StravaApi api;
  private final TokenKeeper keeper;
  private final Quota quota;
  private final Accounts accounts;
  private final ActivityAnswers activities;
  private final PageAnswers pages;
  private final Retries retries;
  private final Clock clock;

  Fetcher(
      StravaApi api,
      TokenKeeper keeper,
      Quota quota,
      Accounts accounts,
      ActivityAnswers activities,
      PageAnswers pages,
      Retries retries,
      Clock clock) {
    this.api = api;
    this.keeper = keeper;
    this.quota = quota;
    this.accounts = accounts;
    this.activities = activities;
    this.pages = pages;
    this.retries = retries;
    this.clock = clock;
  }

  /** Carries out a step for which the quota granted a call. */
  Outcome run(Work work, Account account) {
    try (Calls calls = new Calls(quota)) {
      return switch (keeper.open(work.lane().partition, account)) {
        case Access.Open open -> fetch(work, open, calls);
        case Access.Dead(Account dead) -> lost(work, dead);
        case Access.Unavailable(String reason) -> unavailable(work, account, reason);
      };
    }
  }

  private Outcome fetch(Work work, Access.Open open, Calls calls) {
    Account account = open.account();
    try {
      Answer answer = calls.make(() -> ask(work, open));
      if (answer.status() == UNAUTHORIZED) {
        return unauthorized(work, open);
      }
      return switch (work.head().event) {
        case InboxEvent.Hint(StravaEvent event)
            when event.object() == StravaEvent.ObjectType.ACTIVITY ->
            activities.outcome(work, event, account, answer);
        case InboxEvent.Hint _ -> athlete(work, account, answer);
        case InboxEvent.Backfill backfill -> pages.outcome(work, backfill, account, answer);
        case InboxEvent.Connected _ -> throw unexpected(work);
      };
    } catch (IOException e) {
      return failed(work, account, e);
    }
  }

  private Answer ask(Work work, Access.Open open) throws IOException {
    work.group().forEach(held -> held.fetchedAt = clock.instant());
    return switch (work.head().event) {
      case InboxEvent.Hint(StravaEvent event)
          when event.object() == StravaEvent.ObjectType.ACTIVITY ->
          api.activity(open.tokens(), event.objectId());
      case InboxEvent.Hint _ -> api.athlete(open.tokens());
      case InboxEvent.Backfill backfill -> api.page(open.tokens(), backfill.before());
      case InboxEvent.Connected _ -> throw unexpected(work);
    };
  }

  /** Refreshes once; if the fresh token is refused too, only the athlete can help. */
  private Outcome unauthorized(Work work, Access.Open open) {
    Account account = open.account();
    if (work.head().renewedTo == account.tokenVersion()) {
      return lost(work, account);
    }
    return switch (keeper.renew(work.lane().partition, account, open.tokens())) {
      case Access.Open renewed -> {
        work.head().renewedTo = renewed.account().tokenVersion();
        yield Outcome.of(work, "refreshed").park(work.group(), clock.instant()).build();
      }
      case Access.Dead(Account dead) -> lost(work, dead);
      case Access.Unavailable(String reason) -> unavailable(work, account, reason);
    };
  }

  /** The provider takes none of our tokens. */
  private Outcome lost(Work work, Account account) {
    boolean withdrawn =
        work.head().event instanceof InboxEvent.Hint(StravaEvent event) && event.saysDeauthorised();
    Account changed =
        withdrawn ? account.revoked(clock.instant()) : account.needsReconnect(clock.instant());
    log.atWarn()
        .addKeyValue("account", account.key().text())
        .addKeyValue("state", changed.state())
        .log("Account can no longer be read");
    Outcome.Builder outcome =
        Outcome.of(work, withdrawn ? "revoked" : "needs-reconnect")
            .change(changed)
            .write(accounts.toRecord(changed));
    if (withdrawn || work.head().isBackfill()) {
      // A new connection starts a new backfill.
      return outcome.finish(work.group()).build();
    }
    return outcome.park(work.group(), clock.instant()).build();
  }

  /** A revocation that the API does not confirm was forged, or the athlete is back already. */
  private Outcome athlete(Work work, Account account, Answer answer) {
    return answer.status() == 200
        ? Outcome.of(work, "revocation-unconfirmed").finish(work.group()).build()
        : retries.forStatus(work, account, answer);
  }

  private Outcome unavailable(Work work, Account account, String reason) {
    log.atWarn()
        .addKeyValue("account", account.key().text())
        .addKeyValue("reason", reason)
        .log("Tokens cannot be had");
    return retries.outage(work, account);
  }

  private Outcome failed(Work work, Account account, IOException e) {
    if (e instanceof io.stridelake.ingest.strava.TooLargeException && !work.head().isBackfill()) {
      return retries.tooLarge(work, account);
    }
    log.atWarn()
        .addKeyValue("account", account.key().text())
        .addKeyValue("cause", e.getMessage())
        .log("Provider did not answer");
    return retries.outage(work, account);
  }

  private static IllegalStateException unexpected(Work work) {
    return new IllegalStateException("no call belongs to " + work.head().event.getClass());
  }
}
