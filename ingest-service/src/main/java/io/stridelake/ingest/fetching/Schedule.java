package io.stridelake.ingest.fetching;

import io.stridelake.ingest.quota.Use;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which account is next, and what waits for its time. Belongs to the loop's thread. */
final class Schedule {
  private final Map<Use, Set<Lane>> ready = new EnumMap<>(Use.class);
  private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::due));

  private record Timer(Instant due, Lane lane, Held held) {}

  Schedule() {
    for (Use use : Use.values()) {
      ready.put(use, new LinkedHashSet<>());
    }
  }

  /** Puts the account where it belongs after anything about it changed. */
  void update(Lane lane) {
    Optional<Use> next = lane.next();
    ready.forEach(
        (use, lanes) -> {
          if (next.isPresent() && next.get() == use) {
            lanes.add(lane);
          } else {
            lanes.remove(lane);
          }
        });
  }

  /** Wakes the event when its time comes. */
  void wakeAt(Lane lane, Held held, Instant due) {
    timers.add(new Timer(due, lane, held));
  }

  /** Moves what is due to the ready ones. */
  void wake(Instant now) {
    while (!timers.isEmpty() && !timers.peek().due().isAfter(now)) {
      Timer timer = timers.poll();
      if (timer != null && isCurrent(timer)) {
        timer.lane().unpark(timer.held());
        update(timer.lane());
      }
    }
  }

  /** When something will be due next, null if nothing waits. */
  @Nullable Instant nextDue() {
    Timer next = timers.peek();
    return next == null ? null : next.due();
  }

  /** The accounts that a step of this use may begin on, longest waiting first. */
  List<Lane> ready(Use use) {
    return List.copyOf(lanes(use));
  }

  boolean hasReady(Use use) {
    return !lanes(use).isEmpty();
  }

  /** Forgets everything about the partition. */
  void drop(PartitionWork partition) {
    for (Set<Lane> lanes : ready.values()) {
      lanes.removeIf(lane -> lane.partition == partition);
    }
    for (Iterator<Timer> all = timers.iterator(); all.hasNext(); ) {
      if (all.next().lane().partition == partition) {
        all.remove();
      }
    }
  }

  private Set<Lane> lanes(Use use) {
    return ready.getOrDefault(use, Set.of());
  }

  private static boolean isCurrent(Timer timer) {
    return timer.held().state == Held.State.PARKED && timer.due().equals(timer.held().due);
  }
}
