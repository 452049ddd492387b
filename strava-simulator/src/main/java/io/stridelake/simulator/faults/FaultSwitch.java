package io.stridelake.simulator.faults;

import io.stridelake.simulator.SimulatorConfiguration;
import io.stridelake.simulator.company.Chance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The faults that are on now, and whether one strikes. */
@Singleton
public class FaultSwitch {
  private final Clock clock;
  private final Chance chance;
  private final Map<Long, Fresh> fresh = new ConcurrentHashMap<>();
  private volatile Faults faults = Faults.NONE;

  FaultSwitch(SimulatorConfiguration configuration, Clock clock) {
    this.clock = clock;
    this.chance = Chance.of(configuration.seed(), 0x4661756cL);
  }

  public Faults faults() {
    return faults;
  }

  public void set(Faults next) {
    faults = next;
  }

  public boolean strikes(double rate) {
    if (rate == 0) {
      return false;
    }
    synchronized (chance) {
      return chance.hits(rate);
    }
  }

  /** One of so many, 0 to count - 1. */
  public int pick(int count) {
    synchronized (chance) {
      return chance.between(0, count);
    }
  }

  /** Tells of a new activity, which may not be found for a while. */
  public void created(long activity) {
    Faults now = faults;
    if (now.notFoundFirst() > 0 || now.notFoundMillis() > 0) {
      Instant until = clock.instant().plusMillis(now.notFoundMillis());
      fresh.put(activity, new Fresh(now.notFoundFirst(), until));
    }
  }

  /** Whether this call does not find a new activity yet; counts as one of the first calls. */
  public boolean notFoundYet(long activity) {
    Fresh before = fresh.get(activity);
    if (before == null) {
      return false;
    }
    fresh.computeIfPresent(activity, (id, state) -> state.after(clock.instant()));
    return before.calls() > 0 || clock.instant().isBefore(before.until());
  }

  private record Fresh(int calls, Instant until) {
    @Nullable Fresh after(Instant now) {
      boolean over = calls <= 1 && !now.isBefore(until);
      return over ? null : new Fresh(Math.max(0, calls - 1), until);
    }
  }
}
