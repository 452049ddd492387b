package io.stridelake.simulator.push;

import io.stridelake.simulator.journal.Journal;
import io.stridelake.simulator.journal.JournalEntry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one push subscription that an app may have. */
@Singleton
public class Subscriptions {
  private static final long FIRST_ID = 131_300;
  private static final long APPLICATION = 24_523;

  private final Journal journal;
  private final Clock clock;
  private @Nullable Subscription current;
  private long lastId = FIRST_ID;

  Subscriptions(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
    this.current = journal.recovered().subscription();
    this.lastId = current == null ? FIRST_ID : current.id();
  }

  public synchronized Optional<Subscription> current() {
    return Optional.ofNullable(current);
  }

  /** Subscribes a callback that has been validated; empty when there is a subscription already. */
  public synchronized Optional<Subscription> create(String callbackUrl) {
    if (current != null) {
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Subscription created = new Subscription(++lastId, 2, APPLICATION, callbackUrl, now, now);
    journal.append(JournalEntry.of(created));
    current = created;
    return Optional.of(created);
  }

  /** Ends a subscription; false when it is not the current one. */
  public synchronized boolean delete(long id) {
    if (current == null || current.id() != id) {
      return false;
    }
    journal.append(JournalEntry.endOfSubscription());
    current = null;
    return true;
  }
}
