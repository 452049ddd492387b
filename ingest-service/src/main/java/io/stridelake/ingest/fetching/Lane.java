package io.stridelake.ingest.fetching;

import io.stridelake.ingest.inbox.InboxEvent;
import io.stridelake.ingest.quota.Use;
import io.stridelake.ingest.strava.StravaEvent;
import io.stridelake.topics.AccountKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The events of one account. One step at a time works on them, so that answers are stored in the
 * order in which they were asked for. Belongs to the loop's thread.
 */
final class Lane {
  final AccountKey account;
  final PartitionWork partition;
  private final Deque<Held> live = new ArrayDeque<>();
  private final Deque<Held> history = new ArrayDeque<>();
  private final Set<Held> parked = new LinkedHashSet<>();
  private boolean running;

  Lane(AccountKey account, PartitionWork partition) {
    this.account = account;
    this.partition = partition;
  }

  void add(Held held) {
    if (held.state == Held.State.PARKED) {
      parked.add(held);
    } else {
      queue(held).addLast(held);
    }
  }

  /** Moves it to the ready ones, if it still waits. */
  void unpark(Held held) {
    if (parked.remove(held) && held.state == Held.State.PARKED) {
      held.makeReady();
      queue(held).addLast(held);
    }
  }

  void unparkAll() {
    List.copyOf(parked).forEach(this::unpark);
  }

  /** Leaves the waiting ones because it goes elsewhere. */
  void forget(Held held) {
    parked.remove(held);
  }

  /** What the next step would be for, empty if there is none or one is under way. */
  Optional<Use> next() {
    if (running) {
      return Optional.empty();
    }
    dropDone(live);
    dropDone(history);
    if (!live.isEmpty()) {
      return Optional.of(Use.LIVE);
    }
    return history.isEmpty() ? Optional.empty() : Optional.of(Use.BACKFILL);
  }

  /** The event that the next step begins with. */
  Held head(Use use) {
    return use == Use.LIVE ? live.getFirst() : history.getFirst();
  }

  /** Takes the next events out for a step: all ready ones that one answer satisfies. */
  Work take(Use use) {
    Held head = head(use);
    List<Held> group = new ArrayList<>();
    for (Held held : queue(head)) {
      if (held == head || (held.state == Held.State.READY && sameObject(held, head))) {
        group.add(held);
      }
    }
    queue(head).removeAll(group);
    group.forEach(held -> held.state = Held.State.RUNNING);
    List<Held> companions = parked.stream().filter(held -> sameObject(held, head)).toList();
    return new Work(this, List.copyOf(group), companions);
  }

  /** Takes one event out without a step. */
  Held takeHead(Use use) {
    Held head = head(use);
    queue(head).remove(head);
    return head;
  }

  void begin() {
    running = true;
    partition.running++;
  }

  void end() {
    running = false;
    partition.running--;
  }

  boolean isEmpty() {
    return !running && live.isEmpty() && history.isEmpty() && parked.isEmpty();
  }

  private Deque<Held> queue(Held held) {
    return held.isBackfill() ? history : live;
  }

  private static void dropDone(Deque<Held> queue) {
    while (!queue.isEmpty() && queue.getFirst().state == Held.State.DONE) {
      queue.removeFirst();
    }
  }

  private static boolean sameObject(Held one, Held other) {
    return one.event instanceof InboxEvent.Hint(StravaEvent first)
        && other.event instanceof InboxEvent.Hint(StravaEvent second)
        && first.object() == second.object()
        && first.objectId() == second.objectId()
        && first.saysDeauthorised() == second.saysDeauthorised();
  }
}
