package io.stridelake.ingest.quota;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How calls to the provider are bounded, beside its own limits.
 *
 * @param concurrency calls under way at a time, 1 to 1000
 * @param liveReserve share of every limit that backfills leave to live events, 0 to 1
 * @param spare calls of every limit that nobody uses, for other programs of the same application
 * @param firstWait after a 429 that says nothing, doubled each time
 * @param longestWait the most that doubling leads to
 */
@ConfigurationProperties("stridelake.ingest.quota")
public record QuotaConfig(
    @Bindable(defaultValue = "32") int concurrency,
    @Bindable(defaultValue = "0.3") double liveReserve,
    @Bindable(defaultValue = "0") int spare,
    @Bindable(defaultValue = "5s") Duration firstWait,
    @Bindable(defaultValue = "15m") Duration longestWait) {
  public QuotaConfig {
    if (concurrency < 1 || concurrency > 1000) {
      throw new IllegalArgumentException(
          "quota.concurrency " + concurrency + " (expected 1..1000)");
    }
    if (!(liveReserve >= 0 && liveReserve <= 1)) {
      throw new IllegalArgumentException("quota.live-reserve " + liveReserve + " (expected 0..1)");
    }
    if (spare < 0) {
      throw new IllegalArgumentException("quota.spare " + spare + " (expected 0 or more)");
    }
    if (!firstWait.isPositive() || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "quota.first-wait %s, longest-wait %s (expected 0 < first ≤ longest)"
              .formatted(firstWait, longestWait));
    }
  }
}
