package io.stridelake.simulator;

import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.company.Diary;
import io.stridelake.simulator.company.Edit;
import io.stridelake.simulator.faults.FaultSwitch;
import io.stridelake.simulator.faults.Faults;
import io.stridelake.simulator.journal.Journal;
import io.stridelake.simulator.journal.JournalEntry;
import io.stridelake.simulator.limits.RateLimits;
import io.stridelake.simulator.limits.Usage;
import io.stridelake.simulator.oauth.Authorisations;
import io.stridelake.simulator.push.ActivityEvents;
import io.stridelake.simulator.push.EventPusher;
import io.stridelake.simulator.push.PushCounters;
import io.stridelake.simulator.push.PushEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What happens at Strava: athletes record, correct and remove activities and give or take
 * authorisation. Each change is kept, becomes the truth and fires the events that Strava would
 * fire, before the method returns; delivery goes on afterwards.
 */
@Singleton
public class SimulatedStrava {
  private final Company company;
  private final Authorisations authorisations;
  private final EventPusher pusher;
  private final FaultSwitch faults;
  private final RateLimits limits;
  private final Journal journal;
  private final Clock clock;
  private final Forger forger;
  private final AtomicLong salt;

  SimulatedStrava(
      Company company,
      Authorisations authorisations,
      EventPusher pusher,
      FaultSwitch faults,
      RateLimits limits,
      Journal journal,
      Clock clock,
      Forger forger) {
    this.company = company;
    this.authorisations = authorisations;
    this.pusher = pusher;
    this.faults = faults;
    this.limits = limits;
    this.journal = journal;
    this.clock = clock;
    this.forger = forger;
    this.salt = new AtomicLong(1 + journal.recovered().activities().size());
  }

  public Company company() {
    return company;
  }

  /**
   * An athlete records an activity that has just ended, or the one described.
   *
   * @throws NoSuchElementException if there is no such athlete
   * @throws IllegalArgumentException if the times contradict each other
   */
  public synchronized Activity create(String athlete, NewActivity wanted) {
    Athlete owner =
        company
            .athlete(athlete)
            .orElseThrow(() -> new NoSuchElementException("no athlete " + athlete));
    Diary diary = company.generator().diary(owner, salt.getAndIncrement());
    Activity drawn = diary.endedAt(clock.instant(), wanted.sportType());
    Activity created = company.add(wanted.applyTo(drawn));
    faults.created(created.id());
    happened(null, created);
    return created;
  }

  /**
   * An athlete corrects an activity.
   *
   * @throws NoSuchElementException if there is none or it is deleted
   */
  public synchronized Activity edit(long id, Edit edit) {
    Activity before = existing(id);
    Activity after = edit.applyTo(before);
    company.put(after);
    happened(before, after);
    return after;
  }

  /**
   * An athlete removes an activity.
   *
   * @throws NoSuchElementException if there is none or it is deleted already
   */
  public synchronized Activity delete(long id) {
    Activity before = existing(id);
    Activity after = before.asDeleted();
    company.put(after);
    happened(before, after);
    return after;
  }

  /** An athlete authorises the app; the code is for the token endpoint. */
  public String grant(long athlete, Set<String> scopes) {
    return authorisations.code(athlete, scopes);
  }

  /** An athlete takes the authorisation away; false when there was none. */
  public boolean deauthorise(long athlete) {
    if (!authorisations.revoke(athlete)) {
      return false;
    }
    pusher.publish(PushEvent.deauthorised(athlete, clock.instant().getEpochSecond()));
    return true;
  }

  public void setFaults(Faults next) {
    faults.set(next);
  }

  public PushCounters events() {
    return pusher.counters();
  }

  public Usage usage() {
    return limits.usage();
  }

  /** Waits until every event was delivered or given up; false when that takes too long. */
  public boolean awaitDrained(Duration patience) throws InterruptedException {
    return pusher.awaitDrained(patience);
  }

  private Activity existing(long id) {
    Optional<Activity> found = company.activity(id).filter(activity -> !activity.deleted());
    return found.orElseThrow(() -> new NoSuchElementException("no activity " + id));
  }

  private void happened(@Nullable Activity before, Activity after) {
    journal.append(JournalEntry.of(after));
    Set<String> scopes = authorisations.scopesOf(after.owner());
    long time = clock.instant().getEpochSecond();
    for (PushEvent event : ActivityEvents.of(before, after, scopes, time)) {
      pusher.publish(event);
      forger.maybe(event);
    }
  }
}
