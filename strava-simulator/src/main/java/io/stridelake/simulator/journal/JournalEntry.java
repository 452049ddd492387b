package io.stridelake.simulator.journal;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.oauth.Authorisation;
import io.stridelake.simulator.push.PushEvent;
import io.stridelake.simulator.push.Subscription;
import org.jspecify.annotations.Nullable;

/** One line of the journal: exactly one member is set, but for an event, which has a number too. */
@Serdeable
public record JournalEntry(
    @Nullable Beginning beginning,
    @Nullable Activity activity,
    @Nullable Authorisation authorisation,
    @Nullable Long revoked,
    @Nullable Subscription subscription,
    @Nullable Boolean unsubscribed,
    @Nullable PushEvent event,
    @Nullable Long eventNumber,
    @Nullable Long eventDone) {

  static JournalEntry of(Beginning beginning) {
    return new JournalEntry(beginning, null, null, null, null, null, null, null, null);
  }

  public static JournalEntry of(Activity activity) {
    return new JournalEntry(null, activity, null, null, null, null, null, null, null);
  }

  public static JournalEntry of(Authorisation authorisation) {
    return new JournalEntry(null, null, authorisation, null, null, null, null, null, null);
  }

  public static JournalEntry revoked(long athlete) {
    return new JournalEntry(null, null, null, athlete, null, null, null, null, null);
  }

  public static JournalEntry of(Subscription subscription) {
    return new JournalEntry(null, null, null, null, subscription, null, null, null, null);
  }

  public static JournalEntry endOfSubscription() {
    return new JournalEntry(null, null, null, null, null, true, null, null, null);
  }

  public static JournalEntry of(PushEvent event, long number) {
    return new JournalEntry(null, null, null, null, null, null, event, number, null);
  }

  public static JournalEntry eventDone(long number) {
    return new JournalEntry(null, null, null, null, null, null, null, null, number);
  }
}
