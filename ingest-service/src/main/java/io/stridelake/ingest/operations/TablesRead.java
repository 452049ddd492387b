package io.stridelake.ingest.operations;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.roster.Roster;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/**
 * Ready once topics exist and the tables are read. A broker that goes away later does not make an
 * instance unready: the webhook says 503 by itself, and taking all instances out of service at once
 * would only turn that into refused connections.
 */
@Singleton
@Readiness
final class TablesRead implements HealthIndicator {
  private final Accounts accounts;
  private final Roster roster;

  TablesRead(Accounts accounts, Roster roster) {
    this.accounts = accounts;
    this.roster = roster;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    boolean ready = accounts.table().isComplete() && roster.table().isComplete();
    return Publishers.just(
        HealthResult.builder("tables", ready ? HealthStatus.UP : HealthStatus.DOWN).build());
  }
}
