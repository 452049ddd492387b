package io.stridelake.ingest.quota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a call to the provider may be made now. What it knows of limits comes from the
 * answers' headers alone. Calls under way count as made, so that no call goes over a limit that the
 * headers show; as long as nothing is known of the present window one call at a time finds out.
 *
 * <p>The provider's clock is taken from its answers and rounded against us: a window is believed to
 * be over a second late rather than early. Thread-safe.
 */
public final class Quota {
  /** HTTP dates have whole seconds. */
  private static final Duration CLOCK_GUARD = Duration.ofSeconds(1);

  private final QuotaConfig config;
  private final Clock clock;
  private final Map<String, Limits> limits = new LinkedHashMap<>();
  private int underWay;
  private boolean answered;
  private Duration skew = Duration.ZERO;
  private @Nullable Instant blockedUntil;
  private @Nullable Duration lastWait;

  private record Limits(Meter quarter, Meter day) {
    List<Meter> meters() {
      return List.of(quarter, day);
    }
  }

  /** A quota of which nothing is known yet. */
  public Quota(QuotaConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Asks for one call. If it is granted, exactly one of {@link #answered}, {@link #refused} and
   * {@link #failed} must follow.
   */
  public synchronized boolean admit(Use use) {
    if (underWay >= config.concurrency() || isBlocked() || mustFindOut()) {
      return false;
    }
    double reserve = use == Use.BACKFILL ? config.liveReserve() : 0;
    Instant now = providerNow();
    for (Limits each : limits.values()) {
      for (Meter meter : each.meters()) {
        if (meter.left(now, reserve, config.spare()) <= underWay) {
          return false;
        }
      }
    }
    underWay++;
    return true;
  }

  /** The call was answered, with whatever status except 429. */
  public synchronized void answered(RateLimits told, @Nullable Instant providerTime) {
    learn(told, providerTime);
    lastWait = null;
  }

  /**
   * The call was answered 429.
   *
   * @param retryAfter what the answer asks for, or null
   */
  public synchronized void refused(
      RateLimits told, @Nullable Instant providerTime, @Nullable Duration retryAfter) {
    learn(told, providerTime);
    if (!exhausted(told) && !isBlocked()) {
      Duration wait = retryAfter == null ? doubled() : retryAfter;
      blockedUntil = clock.instant().plus(wait);
    }
  }

  /** No answer came. */
  public synchronized void failed() {
    underWay--;
  }

  /** When the next call for this may be made as far as is known; in the past if now. */
  public synchronized Instant nextCall(Use use) {
    Instant next = blockedUntil == null ? Instant.MIN : blockedUntil;
    double reserve = use == Use.BACKFILL ? config.liveReserve() : 0;
    Instant now = providerNow();
    for (Limits each : limits.values()) {
      for (Meter meter : each.meters()) {
        if (meter.left(now, reserve, config.spare()) <= 0) {
          Instant end = meter.end(now).minus(skew).plus(CLOCK_GUARD);
          next = end.isAfter(next) ? end : next;
        }
      }
    }
    return next;
  }

  /** The limits as they are known, for operators. */
  public synchronized List<RateLimits.Budget> known() {
    Instant now = providerNow();
    List<RateLimits.Budget> known = new ArrayList<>();
    limits.forEach(
        (name, each) ->
            known.add(
                new RateLimits.Budget(
                    name,
                    new RateLimits.Spent(each.quarter().limit(), each.quarter().used(now)),
                    new RateLimits.Spent(each.day().limit(), each.day().used(now)))));
    return known;
  }

  private void learn(RateLimits told, @Nullable Instant providerTime) {
    underWay--;
    answered = true;
    if (providerTime != null) {
      skew = Duration.between(clock.instant(), providerTime);
    }
    Instant at = providerTime == null ? clock.instant() : providerTime;
    for (RateLimits.Budget budget : told.budgets()) {
      Limits each =
          limits.computeIfAbsent(
              budget.name(),
              name -> new Limits(new Meter(Window.QUARTER_HOUR), new Meter(Window.DAY)));
      each.quarter().learn(budget.shortTerm(), at);
      each.day().learn(budget.daily(), at);
    }
  }

  private boolean isBlocked() {
    return blockedUntil != null && clock.instant().isBefore(blockedUntil);
  }

  private boolean mustFindOut() {
    Instant now = providerNow();
    boolean unknown =
        !answered || limits.values().stream().anyMatch(each -> each.quarter().isStale(now));
    return unknown && underWay > 0;
  }

  private static boolean exhausted(RateLimits told) {
    return told.budgets().stream()
        .anyMatch(
            budget ->
                budget.shortTerm().used() >= budget.shortTerm().limit()
                    || budget.daily().used() >= budget.daily().limit());
  }

  private Duration doubled() {
    Duration wait = lastWait == null ? config.firstWait() : lastWait.multipliedBy(2);
    lastWait = wait.compareTo(config.longestWait()) > 0 ? config.longestWait() : wait;
    return lastWait;
  }

  private Instant providerNow() {
    return clock.instant().plus(skew).minus(CLOCK_GUARD);
  }
}
