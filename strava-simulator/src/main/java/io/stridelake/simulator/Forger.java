package io.stridelake.simulator;

import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.faults.FaultSwitch;
import io.stridelake.simulator.push.EventPusher;
import io.stridelake.simulator.push.PushEvent;
import io.stridelake.simulator.push.Subscription;
import io.stridelake.simulator.push.Subscriptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends events that a stranger who knows the callback could send: nothing of it has happened. */
@Singleton
class Forger {
  private final Company company;
  private final Subscriptions subscriptions;
  private final EventPusher pusher;
  private final FaultSwitch faults;

  Forger(Company company, Subscriptions subscriptions, EventPusher pusher, FaultSwitch faults) {
    this.company = company;
    this.subscriptions = subscriptions;
    this.pusher = pusher;
    this.faults = faults;
  }

  /** Forges an event beside a real one if the faults say so. */
  void maybe(PushEvent real) {
    Optional<Subscription> subscription = subscriptions.current();
    if (subscription.isPresent() && faults.strikes(faults.faults().forgedEvents())) {
      pusher.forge(forge(real, subscription.get().id()));
    }
  }

  private PushEvent forge(PushEvent real, long subscription) {
    List<Athlete> athletes = company.athletes();
    long victim = athletes.get(faults.pick(athletes.size())).stravaId();
    long target = company.activitiesOf(victim).stream().findFirst().map(Activity::id).orElse(1L);
    return switch (faults.pick(4)) {
      case 0 -> activity("delete", target, victim, real, subscription);
      case 1 -> PushEvent.deauthorised(victim, real.eventTime()).to(subscription);
      case 2 -> activity("create", real.objectId() + 7, 999_999_999_999L, real, subscription);
      default -> activity("delete", target, victim, real, subscription + 1);
    };
  }

  private static PushEvent activity(
      String aspect, long id, long owner, PushEvent real, long subscription) {
    return new PushEvent(aspect, real.eventTime(), id, "activity", owner, subscription, Map.of());
  }
}
