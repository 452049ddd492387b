package io.stridelake.simulator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the simulator.
 *
 * @param seed what the company is generated from
 * @param athletes how many people it has, 1 to 9999
 * @param endDate the last day of generated activities; null is today
 * @param liveRate live creates, edits and deletes per second, 0 is none
 * @param overallQuarter calls per app in 15 minutes
 * @param overallDaily calls per app and UTC day
 * @param readQuarter reads per app in 15 minutes
 * @param readDaily reads per app and UTC day
 * @param tokenLifetime how long an access token is good
 * @param refreshGrace how long a replaced refresh token is still accepted; zero: it dies at once
 * @param retrySpacing the pause between attempts to deliver an event
 * @param pushTimeout how long the callback may take to answer
 * @param pushConcurrency how many deliveries may be under way at once
 * @param signatureKey signs events with {@code X-Strava-Signature}; null sends none
 * @param dataDir where changes are kept over restarts; null keeps them in memory only
 */
@ConfigurationProperties("simulator")
public record SimulatorConfiguration(
    @Bindable(defaultValue = "20261122") long seed,
    @Bindable(defaultValue = "320") int athletes,
    @Nullable LocalDate endDate,
    @Bindable(defaultValue = "0") double liveRate,
    @Bindable(defaultValue = "200") int overallQuarter,
    @Bindable(defaultValue = "2000") int overallDaily,
    @Bindable(defaultValue = "100") int readQuarter,
    @Bindable(defaultValue = "1000") int readDaily,
    @Bindable(defaultValue = "6h") Duration tokenLifetime,
    @Bindable(defaultValue = "0s") Duration refreshGrace,
    @Bindable(defaultValue = "2m") Duration retrySpacing,
    @Bindable(defaultValue = "2s") Duration pushTimeout,
    @Bindable(defaultValue = "16") int pushConcurrency,
    @Bindable(defaultValue = "demo-client") String clientId,
    @Bindable(defaultValue = "demo-secret") String clientSecret,
    @Nullable String signatureKey,
    @Nullable Path dataDir) {

  public SimulatorConfiguration {
    require(athletes >= 1 && athletes <= 9_999, "athletes must be 1 to 9999");
    require(liveRate >= 0 && liveRate <= 1_000, "live-rate must be 0 to 1000");
    require(overallQuarter > 0 && overallDaily > 0, "overall limits must be positive");
    require(readQuarter > 0 && readDaily > 0, "read limits must be positive");
    require(tokenLifetime.isPositive(), "token-lifetime must be positive");
    require(!refreshGrace.isNegative(), "refresh-grace must not be negative");
    require(!retrySpacing.isNegative(), "retry-spacing must not be negative");
    require(pushTimeout.isPositive(), "push-timeout must be positive");
    require(pushConcurrency > 0, "push-concurrency must be positive");
    require(!clientId.isBlank() && !clientSecret.isBlank(), "the app needs an id and a secret");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("simulator." + rule);
    }
  }
}
