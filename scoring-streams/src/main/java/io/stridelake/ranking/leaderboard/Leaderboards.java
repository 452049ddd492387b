package io.stridelake.ranking.leaderboard;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Membership;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.ranking.season.FormerRows;
import io.stridelake.ranking.season.LockedRows;
import io.stridelake.ranking.season.SeasonCopier;
import io.stridelake.ranking.season.SeasonQuery;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The boards of one partition, derived from the bytes of its rows and from nothing else.
 *
 * <p><b>Structure.</b> Rows lie in the inner store. A board is built when it is first asked for, by
 * one scan over the day rows of its period, and kept up to date from then on: every {@code putAll}
 * of the stream thread, which is one input record, changes the live boards by the difference of the
 * day rows and publishes one immutable {@link Snapshot} each. While nobody asks, a write costs one
 * look at an empty list: rebuilding pays nothing for order.
 *
 * <p><b>Consistency.</b> The lock orders writes against the start of a scan. The iterator that a
 * build scans is opened under the lock and is a RocksDB snapshot; what is written afterwards waits
 * in the new board's list until the scan is through. So a board has every row change exactly once.
 * Readers take a published snapshot without any lock; they hold up the stream thread only for as
 * long as it takes to open an iterator, and to apply the last few of the changes that came during a
 * scan.
 *
 * <p><b>Restored rows.</b> Batches from a changelog, which end anywhere, change the boards too;
 * they are published only once the rows are those of whole transactions. Until then boards show
 * what they showed before, and a new one waits.
 *
 * <p><b>What makes a board void.</b> A changed roster row (names, departments, visibility are woven
 * into every board) and a closed store: all boards are dropped and built anew when asked. Roster
 * changes are rare; a scan is cheaper than the bookkeeping that would avoid it.
 *
 * <p><b>Locked seasons.</b> Their boards are built from rows of their own, which never change once
 * they are all there; only the roster, which may take somebody's name away, makes them void.
 *
 * <p><b>Bounds.</b> At most {@link LeaderboardLimits#maxViews()} boards, and a few that are being
 * built; one that is not asked for goes after a while. A change copies three paths of trees per
 * board that counts it, some 3·log2(members) small nodes. Snapshots share all but the changed
 * nodes, so holding one for a cursor is cheap.
 *
 * <p>Why trees, and how fast they are: {@link OrderStatisticTree} and {@code docs/performance.md}.
 */
final class Leaderboards {
  private static final int WRITES_BETWEEN_SWEEPS = 4096;

  /** Scans at a time; further boards wait for their turn with nothing in memory yet. */
  private static final int BUILDS = 4;

  /** So many changes, or fewer, are caught up with while writes wait. */
  private static final int FEW_CHANGES = 16;

  /** A writer that is faster than the reader has to wait for it after so many rounds. */
  private static final int CATCH_UP_ROUNDS = 10;

  /** So many rows of a scan are added together. */
  private static final int ROWS_AT_ONCE = 256;

  private final KeyValueStore<Bytes, byte[]> rows;
  private final LeaderboardLimits limits;
  private final LongSupplier clock;
  private final PinnedSnapshots pinned;
  private final ReentrantLock lock = new ReentrantLock();
  private final Settling settling = new Settling(lock);
  private final Semaphore builds = new Semaphore(BUILDS);

  /** What seasons that are being copied still have to read as it was. */
  private final Collection<FormerRows> copies = new CopyOnWriteArrayList<>();

  private volatile Derived derived = new Derived();
  private int writes;

  /** All that was derived since the boards were last dropped. */
  private static final class Derived {
    private final Map<BoardView, CompletableFuture<LiveView>> views = new ConcurrentHashMap<>();

    /** The views that writes must reach; changed only under the lock. */
    private final List<LiveView> following = new ArrayList<>();

    private @Nullable CompletableFuture<Roster> roster;

    /** Who was who in locked seasons. */
    private final Map<BoardView.LockedSeason, Roster> lockedRosters = new ConcurrentHashMap<>();

    private boolean isEmpty() {
      return following.isEmpty() && roster == null;
    }
  }

  Leaderboards(
      KeyValueStore<Bytes, byte[]> rows, LeaderboardLimits limits, LongSupplier nanoClock) {
    this.rows = rows;
    this.limits = limits;
    this.clock = nanoClock;
    this.pinned = new PinnedSnapshots(limits, nanoClock);
  }

  /** Writes the rows that one input record changes, and changes the boards with them. */
  void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    lock.lock();
    try {
      change(entries, () -> rows.putAll(entries));
      settle();
      if (++writes % WRITES_BETWEEN_SWEEPS == 0) {
        dropIdle();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes rows from a changelog, which may be parts of what a record changed. They are not shown
   * before {@link #settle()}.
   *
   * @param write writes them, all at once
   */
  void restore(List<KeyValue<Bytes, byte[]>> entries, Runnable write) {
    lock.lock();
    try {
      settling.disturb();
      change(lastOfEach(entries), write);
      dropIdle();
    } finally {
      lock.unlock();
    }
  }

  /** The rows are those of whole input records now: the boards show them. */
  void settle() {
    lock.lock();
    try {
      settling.settle();
      derived.following.forEach(LiveView::publishIfChanged);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the rows are those of whole input records. */
  Settling settling() {
    return settling;
  }

  private void change(List<KeyValue<Bytes, byte[]>> entries, Runnable write) {
    copies.forEach(copy -> copy.keep(entries));
    if (derived.isEmpty()) {
      write.run();
    } else if (entries.stream().anyMatch(entry -> RowKeys.isRoster(entry.key))) {
      write.run();
      derived = new Derived();
    } else {
      List<DayChange> changes = changes(entries);
      write.run();
      derived.following.forEach(view -> changes.forEach(view::offer));
    }
  }

  /** A changelog may have a row several times; what it becomes is what counts. */
  private static List<KeyValue<Bytes, byte[]>> lastOfEach(List<KeyValue<Bytes, byte[]>> entries) {
    Map<Bytes, KeyValue<Bytes, byte[]>> last = LinkedHashMap.newLinkedHashMap(entries.size());
    entries.forEach(entry -> last.put(entry.key, entry));
    return List.copyOf(last.values());
  }

  /** Drops every board. */
  private void forget() {
    lock.lock();
    try {
      if (!derived.isEmpty()) {
        derived = new Derived();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Drops boards and pinned snapshots. */
  void close() {
    forget();
    pinned.clear();
  }

  /**
   * The board as it is now; waits until it is built.
   *
   * @throws InvalidStateStoreException if the store closes meanwhile, or its rows are being
   *     restored and cannot be shown
   */
  Snapshot snapshot(BoardView view) {
    while (true) {
      Derived current = derived;
      LiveView live = view(view, current);
      live.asked(clock.getAsLong());
      Snapshot snapshot = live.snapshot();
      if (current == derived) {
        return snapshot;
      }
    }
  }

  /** The board as it was at a version, if it still is so or the snapshot was pinned. */
  Optional<Snapshot> snapshot(BoardView view, String version) {
    Optional<Snapshot> held = pinned.find(view, version);
    if (held.isPresent()) {
      return held;
    }
    return Optional.of(snapshot(view)).filter(now -> now.version().toString().equals(version));
  }

  /** Keeps a snapshot for the cursors that name it. */
  void pin(BoardView view, Snapshot snapshot) {
    pinned.pin(view, snapshot);
  }

  /**
   * Begins to copy a season from the rows as they are now; records wait until its iterators are
   * open, and no longer. The caller closes the copier.
   */
  SeasonCopier copy(SeasonQuery.Standings season) {
    lock.lock();
    try {
      FormerRows former = new FormerRows(rows, copies::remove);
      copies.add(former);
      return new SeasonCopier(rows, season, former);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the roster has the athlete. */
  boolean knows(AthleteId athlete) {
    return rows.get(RowKeys.roster(athlete)) != null;
  }

  /** Whether the roster has the athlete and does not hide them. */
  boolean shows(AthleteId athlete) {
    byte[] row = rows.get(RowKeys.roster(athlete));
    return row != null && Roster.isShown(RosterRow.of(athlete, row));
  }

  private List<DayChange> changes(List<KeyValue<Bytes, byte[]>> entries) {
    List<DayChange> changes = new ArrayList<>(2);
    for (KeyValue<Bytes, byte[]> entry : entries) {
      if (RowKeys.isDay(entry.key)) {
        DayRow before = dayRow(rows.get(entry.key));
        DayRow after = dayRow(entry.value);
        // Activities that do not count change a day's row, but no board.
        if (!after.equals(before)) {
          changes.add(
              new DayChange(
                  RowKeys.athleteOfDay(entry.key), RowKeys.epochDayOf(entry.key), before, after));
        }
      }
    }
    return changes;
  }

  private static DayRow dayRow(byte @Nullable [] bytes) {
    return bytes == null ? DayRow.EMPTY : DayRow.sumsOf(bytes);
  }

  private LiveView view(BoardView key, Derived current) {
    CompletableFuture<LiveView> mine = new CompletableFuture<>();
    CompletableFuture<LiveView> present = current.views.putIfAbsent(key, mine);
    if (present != null) {
      return join(present);
    }
    try {
      LiveView built = build(key, rosterFor(key, current), current);
      mine.complete(built);
      return built;
    } catch (RuntimeException | Error e) {
      current.views.remove(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /** How many boards are kept up to date. */
  int kept() {
    lock.lock();
    try {
      return derived.following.size();
    } finally {
      lock.unlock();
    }
  }

  private LiveView build(BoardView key, Roster roster, Derived current) {
    builds.acquireUninterruptibly();
    try {
      LiveView view = LiveView.of(key, roster);
      view.asked(clock.getAsLong());
      load(view, current);
      return view;
    } finally {
      builds.release();
    }
  }

  /** Of a locked season the roster as it was, without those whom the present one hides. */
  private Roster rosterFor(BoardView view, Derived current) {
    Roster now = roster(current);
    BoardView.LockedSeason season = view.locked();
    return season == null
        ? now
        : current.lockedRosters.computeIfAbsent(
            season, locked -> LockedSeasonLoader.roster(locked(locked), now));
  }

  private LockedRows locked(BoardView.LockedSeason season) {
    return new LockedRows(rows, season.season(), season.lock());
  }

  private void load(LiveView view, Derived current) {
    try {
      scan(view, current);
      view.order();
      goLive(view, current);
    } catch (RuntimeException | Error e) {
      unfollow(view, current);
      throw e;
    }
  }

  private void scan(LiveView view, Derived current) {
    BoardView.LockedSeason season = view.view().locked();
    try (KeyValueIterator<Bytes, byte[]> days = follow(view, current)) {
      if (season != null) {
        LockedSeasonLoader.load(locked(season), view);
        return;
      }
      List<byte[]> keys = new ArrayList<>(ROWS_AT_ONCE);
      List<DayRow> read = new ArrayList<>(ROWS_AT_ONCE);
      while (days.hasNext()) {
        KeyValue<Bytes, byte[]> row = days.next();
        keys.add(row.key.get());
        read.add(DayRow.sumsOf(row.value));
        if (keys.size() == ROWS_AT_ONCE || !days.hasNext()) {
          view.load(keys, read);
          keys.clear();
          read.clear();
        }
      }
    }
  }

  /** Catches up with the writes since the scan began, with most of them while others write. */
  private void goLive(LiveView view, Derived current) {
    for (int round = 0; round < CATCH_UP_ROUNDS; round++) {
      view.catchUp(waiting(view));
    }
    lock.lock();
    try {
      settling.await();
      view.goLive();
      makeRoom(current, limits.maxViews());
    } finally {
      lock.unlock();
    }
  }

  private List<DayChange> waiting(LiveView view) {
    lock.lock();
    try {
      return view.waiting() > FEW_CHANGES ? view.takeWaiting() : List.of();
    } finally {
      lock.unlock();
    }
  }

  private KeyValueIterator<Bytes, byte[]> follow(LiveView view, Derived current) {
    lock.lock();
    try {
      makeRoom(current, limits.maxViews() - 1);
      current.following.add(view);
      return rows.range(
          RowKeys.firstOf(LocalDate.ofEpochDay(view.view().fromDay())),
          RowKeys.after(LocalDate.ofEpochDay(view.view().toDay())));
    } finally {
      lock.unlock();
    }
  }

  private void unfollow(LiveView view, Derived current) {
    lock.lock();
    try {
      current.following.remove(view);
    } finally {
      lock.unlock();
    }
  }

  /** Drops live boards until so many are left; those that are being built stay. */
  private void makeRoom(Derived current, int most) {
    dropIdle();
    int tooMany = current.following.size() - most;
    if (tooMany > 0) {
      current.following.stream()
          .filter(LiveView::isLive)
          .sorted(Comparator.comparingLong(LiveView::lastAsked))
          .limit(tooMany)
          .toList()
          .forEach(coldest -> drop(coldest, current));
    }
  }

  private void dropIdle() {
    Derived current = derived;
    long now = clock.getAsLong();
    List<LiveView> idle =
        current.following.stream()
            .filter(LiveView::isLive)
            .filter(view -> now - view.lastAsked() > limits.idleAfter().toNanos())
            .toList();
    idle.forEach(view -> drop(view, current));
  }

  private static void drop(LiveView view, Derived current) {
    current.following.remove(view);
    current.views.remove(view.view());
  }

  private Roster roster(Derived current) {
    CompletableFuture<Roster> mine = new CompletableFuture<>();
    CompletableFuture<Roster> present;
    KeyValueIterator<Bytes, byte[]> scan = null;
    lock.lock();
    try {
      present = current.roster;
      if (present == null) {
        current.roster = mine;
        scan = rows.range(RowKeys.firstRoster(), RowKeys.afterRoster());
      }
    } catch (RuntimeException e) {
      current.roster = null;
      throw e;
    } finally {
      lock.unlock();
    }
    return present == null && scan != null ? loaded(scan, mine, current) : join(present);
  }

  private Roster loaded(
      KeyValueIterator<Bytes, byte[]> scan, CompletableFuture<Roster> mine, Derived current) {
    try (scan) {
      List<Athlete> athletes = new ArrayList<>();
      Map<ByteBuffer, List<Membership>> memberships = new HashMap<>();
      while (scan.hasNext()) {
        KeyValue<Bytes, byte[]> row = scan.next();
        AthleteId id = new AthleteId(RowKeys.athleteOfRoster(row.key));
        athletes.add(RosterRow.of(id, row.value, memberships));
      }
      Roster roster = new Roster(athletes);
      mine.complete(roster);
      return roster;
    } catch (RuntimeException | Error e) {
      lock.lock();
      try {
        current.roster = null;
      } finally {
        lock.unlock();
      }
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static <T> T join(@Nullable CompletableFuture<T> future) {
    try {
      if (future == null) {
        throw new IllegalStateException("nothing to wait for");
      }
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
