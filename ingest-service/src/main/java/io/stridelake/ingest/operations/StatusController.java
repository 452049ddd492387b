package io.stridelake.ingest.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.fetching.FetchStatus;
import io.stridelake.ingest.fetching.FetchWorker;
import io.stridelake.ingest.quota.Quota;
import io.stridelake.ingest.quota.RateLimits;
import io.stridelake.ingest.quota.Use;
import io.stridelake.ingest.roster.Roster;
import io.stridelake.ingest.strava.Subscription;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells operators what ingest is at. */
@Controller("/admin/ingest/status")
final class StatusController {
  private final Accounts accounts;
  private final Roster roster;
  private final FetchWorker worker;
  private final Subscription subscription;
  private final Quota quota;
  private final Clock clock;

  StatusController(
      Accounts accounts,
      Roster roster,
      FetchWorker worker,
      Subscription subscription,
      Quota quota,
      Clock clock) {
    this.accounts = accounts;
    this.roster = roster;
    this.worker = worker;
    this.subscription = subscription;
    this.quota = quota;
    this.clock = clock;
  }

  /**
   * The state of this instance.
   *
   * @param athletes in the roster
   * @param accounts by state
   * @param events in the memory of this instance, by what they wait for
   * @param partitions of the inbox that this instance owns
   * @param lag records of the inbox that it has not read
   * @param subscription id of the push subscription, null while it is unknown
   * @param quota the provider's limits as its answers show them
   * @param liveCallsFrom when the next live call may be made, null for now
   * @param backfillCallsFrom when the next call for a history may be made, null for now
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Status(
      int athletes,
      Map<String, Integer> accounts,
      Map<String, Integer> events,
      int partitions,
      long lag,
      @Nullable Long subscription,
      List<Limit> quota,
      @Nullable Instant liveCallsFrom,
      @Nullable Instant backfillCallsFrom) {}

  /**
   * One limit.
   *
   * @param kind overall or read
   * @param window quarter-hour or day
   * @param used calls
   * @param limit calls
   */
  @Serdeable
  record Limit(String kind, String window, int used, int limit) {}

  /** The state now. */
  @Get
  Status status() {
    FetchStatus fetching = worker.status();
    Map<String, Integer> states = new TreeMap<>();
    accounts.byState().forEach((state, count) -> states.put(state.name(), count));
    return new Status(
        roster.table().all().size(),
        states,
        events(fetching),
        fetching.partitions(),
        fetching.lag(),
        subscription.id().isPresent() ? subscription.id().getAsLong() : null,
        quota.known().stream().flatMap(budget -> limits(budget).stream()).toList(),
        future(quota.nextCall(Use.LIVE)),
        future(quota.nextCall(Use.BACKFILL)));
  }

  private static Map<String, Integer> events(FetchStatus fetching) {
    Map<String, Integer> events = new TreeMap<>();
    events.put("ready", fetching.ready());
    events.put("running", fetching.running());
    events.put("waiting", fetching.waiting());
    events.put("awaitingAccount", fetching.awaitingAccount());
    events.put("backfills", fetching.backfills());
    return events;
  }

  private static List<Limit> limits(RateLimits.Budget budget) {
    return List.of(
        new Limit(
            budget.name(), "quarter-hour", budget.shortTerm().used(), budget.shortTerm().limit()),
        new Limit(budget.name(), "day", budget.daily().used(), budget.daily().limit()));
  }

  private @Nullable Instant future(Instant moment) {
    return moment.isAfter(clock.instant()) ? moment : null;
  }
}
