package io.stridelake.ranking.leaderboard;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Snapshots that cursors name, kept for a while although the boards have moved on. */
final class PinnedSnapshots {
  private record Pin(BoardView view, String version) {}

  private record Held(Snapshot snapshot, long until) {}

  private final Map<Pin, Held> held = new ConcurrentHashMap<>();
  private final long nanos;
  private final LongSupplier clock;

  PinnedSnapshots(LeaderboardLimits limits, LongSupplier clock) {
    this.nanos = limits.pinnedFor().toNanos();
    this.clock = clock;
  }

  void pin(BoardView view, Snapshot snapshot) {
    long now = clock.getAsLong();
    held.values().removeIf(old -> old.until - now < 0);
    held.put(new Pin(view, snapshot.version().toString()), new Held(snapshot, now + nanos));
  }

  Optional<Snapshot> find(BoardView view, String version) {
    Held found = held.get(new Pin(view, version));
    return found == null || found.until - clock.getAsLong() < 0
        ? Optional.empty()
        : Optional.of(found.snapshot);
  }

  void clear() {
    held.clear();
  }
}
