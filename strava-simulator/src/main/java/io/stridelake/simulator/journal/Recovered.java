package io.stridelake.simulator.journal;

import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.oauth.Authorisation;
import io.stridelake.simulator.push.PushEvent;
import io.stridelake.simulator.push.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state that the journal's entries add up to. */
public final class Recovered {
  private final Map<Long, Activity> activities = new LinkedHashMap<>();
  private final Map<Long, Authorisation> authorisations = new LinkedHashMap<>();
  private final Map<Long, PushEvent> events = new LinkedHashMap<>();
  private @Nullable Beginning beginning;
  private @Nullable Subscription subscription;

  void apply(JournalEntry entry) {
    if (entry.beginning() != null) {
      beginning = entry.beginning();
    } else if (entry.activity() != null) {
      activities.put(entry.activity().id(), entry.activity());
    } else if (entry.authorisation() != null) {
      authorisations.put(entry.authorisation().athlete(), entry.authorisation());
    } else if (entry.revoked() != null) {
      authorisations.remove(entry.revoked());
    } else if (entry.subscription() != null) {
      subscription = entry.subscription();
    } else if (entry.unsubscribed() != null) {
      subscription = null;
    } else if (entry.event() != null && entry.eventNumber() != null) {
      events.put(entry.eventNumber(), entry.event());
    } else if (entry.eventDone() != null) {
      events.remove(entry.eventDone());
    }
  }

  public @Nullable Beginning beginning() {
    return beginning;
  }

  /** Every activity that differs from the generated ones, in its last state. */
  public Collection<Activity> activities() {
    return List.copyOf(activities.values());
  }

  public Collection<Authorisation> authorisations() {
    return List.copyOf(authorisations.values());
  }

  public @Nullable Subscription subscription() {
    return subscription;
  }

  /** Events whose delivery was under way by number, in their order. */
  public Map<Long, PushEvent> events() {
    return new LinkedHashMap<>(events);
  }

  List<JournalEntry> snapshot() {
    List<JournalEntry> entries = new ArrayList<>();
    if (beginning != null) {
      entries.add(JournalEntry.of(beginning));
    }
    activities.values().forEach(activity -> entries.add(JournalEntry.of(activity)));
    authorisations.values().forEach(one -> entries.add(JournalEntry.of(one)));
    if (subscription != null) {
      entries.add(JournalEntry.of(subscription));
    }
    events.forEach((number, event) -> entries.add(JournalEntry.of(event, number)));
    return entries;
  }
}
