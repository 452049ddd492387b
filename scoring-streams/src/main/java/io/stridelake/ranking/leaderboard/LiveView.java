package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RowKeys;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A board that is kept up to date: loaded from a scan of the day rows, then changed by what is
 * written to them.
 *
 * <p>One thread loads it while changes that came after the scan began wait in a list; from {@link
 * #goLive()} on, all changes are made under the store's lock. Readers only ever see {@link
 * #snapshot()}.
 */
abstract sealed class LiveView permits MemberView, GroupView {
  private final BoardView view;
  private final Roster roster;
  private @Nullable List<DayChange> waiting = new ArrayList<>();
  private long newestRecord;
  private boolean changed = true;
  private volatile long lastAsked;

  /** A day of an athlete, in days since 1970-01-01. */
  record AthleteDay(String athlete, long epochDay) {
    static AthleteDay of(byte[] key) {
      Bytes bytes = Bytes.wrap(key);
      return new AthleteDay(RowKeys.athleteOfDay(bytes), RowKeys.epochDayOf(bytes));
    }
  }

  LiveView(BoardView view, Roster roster) {
    this.view = view;
    this.roster = roster;
  }

  static LiveView of(BoardView view, Roster roster) {
    return switch (view.subject()) {
      case BoardView.Members members -> new MemberView(view, members, roster);
      case BoardView.Groups groups -> new GroupView(view, groups, roster);
    };
  }

  /** The board as it was published last. */
  abstract Snapshot snapshot();

  /** Adds days of athletes while loading; on some nothing may have been done. */
  abstract void add(List<byte[]> keys, List<DayRow> rows);

  /** Ends loading: puts what was added into order. */
  abstract void order();

  /** Changes the board by one day of an athlete. */
  abstract void replace(AthleteDay day, DayRow before, DayRow after);

  /** Makes the present state the snapshot. */
  abstract void publish(long newestRecord);

  final BoardView view() {
    return view;
  }

  final Roster roster() {
    return roster;
  }

  final void load(List<byte[]> keys, List<DayRow> rows) {
    for (DayRow row : rows) {
      newestRecord = Math.max(newestRecord, row.newestRecord());
    }
    add(keys, rows);
  }

  final void offer(DayChange change) {
    if (waiting != null) {
      waiting.add(change);
    } else {
      apply(change);
    }
  }

  /** How many changes came since the scan began and were not caught up with. */
  final int waiting() {
    return waiting == null ? 0 : waiting.size();
  }

  /** Those changes, which do not wait any more. */
  final List<DayChange> takeWaiting() {
    List<DayChange> taken = waiting == null ? List.of() : waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  /** Makes changes that came since the scan began, in their order, before the board is live. */
  final void catchUp(List<DayChange> missed) {
    missed.forEach(this::apply);
  }

  final void goLive() {
    List<DayChange> missed = waiting == null ? List.of() : waiting;
    waiting = null;
    missed.forEach(this::apply);
    publishIfChanged();
  }

  final boolean isLive() {
    return waiting == null;
  }

  final void publishIfChanged() {
    if (changed && waiting == null) {
      publish(newestRecord);
      changed = false;
    }
  }

  final void asked(long nanos) {
    lastAsked = nanos;
  }

  final long lastAsked() {
    return lastAsked;
  }

  private void apply(DayChange change) {
    if (view.locked() != null || !view.covers(change.epochDay())) {
      return;
    }
    // as in a scan, every row of the period counts for this, also one that nobody sees here
    newestRecord = Math.max(newestRecord, change.after().newestRecord());
    changed = true;
    replace(new AthleteDay(change.athlete(), change.epochDay()), change.before(), change.after());
  }

  /** What a board is called besides its content: when it changed last, and the lock if any. */
  final Fingerprint name(long newest) {
    Fingerprint name = Fingerprint.of("", "newest", "", newest);
    BoardView.LockedSeason locked = view.locked();
    return locked == null
        ? name
        : name.plus(Fingerprint.of(locked.season(), "locked", locked.lock()));
  }

  /** The department for which a day counts, or null for none. */
  final @Nullable String department(AthleteDay day) {
    return roster.department(day.athlete(), day.epochDay(), view.takeAlong());
  }

  /** Whether the board is of that department, or of all. */
  final boolean isOf(@Nullable String department) {
    return view.department() == null || view.department().equals(department);
  }

  final boolean counts(DayRow.Part part) {
    return (part.groups() >>> view.group() & 1) == 1
        && (view.sport() == null || view.sport().equals(part.sport()));
  }
}
