package io.stridelake.ingest.fetching;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How patient the fetch worker is.
 *
 * @param firstRetry before something is tried again, doubled each time
 * @param longestRetry the most that doubling leads to
 * @param createPatience how long an announced activity may be missing
 * @param refusalPatience how long a refusal is not believed
 * @param outagePatience how long the provider may fail on one event
 * @param connectPatience how long events wait until their account connects
 * @param mostHeld events in memory until no more are read
 * @param sessionTimeout after which Kafka gives a silent instance's accounts to another
 * @param transactionTimeout after which Kafka rolls back what a dead instance began
 * @param shutdownPatience how long calls under way may go on at the end
 */
@ConfigurationProperties("stridelake.ingest.fetching")
public record FetchConfig(
    @Bindable(defaultValue = "2s") Duration firstRetry,
    @Bindable(defaultValue = "10m") Duration longestRetry,
    @Bindable(defaultValue = "24h") Duration createPatience,
    @Bindable(defaultValue = "24h") Duration refusalPatience,
    @Bindable(defaultValue = "7d") Duration outagePatience,
    @Bindable(defaultValue = "7d") Duration connectPatience,
    @Bindable(defaultValue = "50000") int mostHeld,
    @Bindable(defaultValue = "10s") Duration sessionTimeout,
    @Bindable(defaultValue = "10s") Duration transactionTimeout,
    @Bindable(defaultValue = "5s") Duration shutdownPatience) {
  public FetchConfig {
    if (!firstRetry.isPositive() || longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException(
          "fetching.first-retry %s, longest-retry %s (expected 0 < first ≤ longest)"
              .formatted(firstRetry, longestRetry));
    }
    if (mostHeld < 1) {
      throw new IllegalArgumentException(
          "fetching.most-held " + mostHeld + " (expected 1 or more)");
    }
  }

  /** How long to wait after this many vain attempts, from 0. */
  Duration retryAfter(int attempts) {
    Duration wait = firstRetry;
    for (int i = 0; i < attempts && wait.compareTo(longestRetry) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
  }
}
