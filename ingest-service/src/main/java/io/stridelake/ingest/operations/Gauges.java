package io.stridelake.ingest.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.stridelake.ingest.accounts.AccountState;
import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.fetching.FetchStatus;
import io.stridelake.ingest.fetching.FetchWorker;
import io.stridelake.ingest.quota.Quota;
import io.stridelake.ingest.quota.RateLimits;
import java.util.function.ToIntFunction;

/** Figures that are read off when somebody asks. */
@Context
final class Gauges {
  private static final String PREFIX = "stridelake.ingest.";

  private final MeterRegistry meters;

  Gauges(MeterRegistry meters, FetchWorker worker, Accounts accounts, Quota quota) {
    this.meters = meters;
    events(worker, "ready", FetchStatus::ready);
    events(worker, "running", FetchStatus::running);
    events(worker, "waiting", FetchStatus::waiting);
    events(worker, "awaiting-account", FetchStatus::awaitingAccount);
    events(worker, "backfill", FetchStatus::backfills);
    Gauge.builder(PREFIX + "inbox.partitions", worker, each -> each.status().partitions())
        .register(meters);
    Gauge.builder(PREFIX + "inbox.lag", worker, each -> each.status().lag()).register(meters);
    for (AccountState state : AccountState.values()) {
      Gauge.builder(PREFIX + "accounts", accounts, all -> count(all, state))
          .tag("state", state.name())
          .register(meters);
    }
    for (String kind : new String[] {"overall", "read"}) {
      quota(quota, kind, "quarter-hour");
      quota(quota, kind, "day");
    }
  }

  private void events(FetchWorker worker, String state, ToIntFunction<FetchStatus> value) {
    Gauge.builder(PREFIX + "events", worker, each -> value.applyAsInt(each.status()))
        .tag("state", state)
        .register(meters);
  }

  private void quota(Quota quota, String kind, String window) {
    Gauge.builder(PREFIX + "quota.used", quota, all -> spent(all, kind, window, true))
        .tags("kind", kind, "window", window)
        .register(meters);
    Gauge.builder(PREFIX + "quota.limit", quota, all -> spent(all, kind, window, false))
        .tags("kind", kind, "window", window)
        .register(meters);
  }

  private static double spent(Quota quota, String kind, String window, boolean used) {
    for (RateLimits.Budget budget : quota.known()) {
      if (budget.name().equals(kind)) {
        RateLimits.Spent spent = window.equals("day") ? budget.daily() : budget.shortTerm();
        return used ? spent.used() : spent.limit();
      }
    }
    return Double.NaN;
  }

  private static double count(Accounts accounts, AccountState state) {
    return accounts.byState().getOrDefault(state, 0);
  }
}
