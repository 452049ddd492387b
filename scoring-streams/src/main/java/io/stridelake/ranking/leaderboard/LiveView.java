package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.Sums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  record AthleteDay(String athlete, long epochDay) {}

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

  /** Whether the athlete's activities are on this board at all. */
  abstract boolean counts(String athlete);

  /** The members for which an activity counts. */
  abstract List<String> membersOf(String athlete, String sport, @Nullable String department);

  /** Adds one day of an athlete while loading. */
  abstract void add(AthleteDay day, String member, Tally tally);

  /** Ends loading: puts what was added into order. */
  abstract void order();

  /** Changes what a member has by one day of an athlete. */
  abstract void replace(AthleteDay day, String member, Tally before, Tally after);

  /** Makes the present state the snapshot. */
  abstract void publish(long newestRecord);

  final BoardView view() {
    return view;
  }

  final Roster roster() {
    return roster;
  }

  final void load(String athlete, long epochDay, DayRow row) {
    newestRecord = Math.max(newestRecord, row.newestRecord());
    AthleteDay day = new AthleteDay(athlete, epochDay);
    tallies(day, row).forEach((member, tally) -> add(day, member, tally));
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
    if (!view.covers(change.epochDay())) {
      return;
    }
    // as in a scan, every row of the period counts for this, also one that nobody sees here
    newestRecord = Math.max(newestRecord, change.after().newestRecord());
    changed = true;
    AthleteDay day = new AthleteDay(change.athlete(), change.epochDay());
    Map<String, Tally> before = tallies(day, change.before());
    Map<String, Tally> after = tallies(day, change.after());
    before.forEach(
        (member, tally) -> replace(day, member, tally, after.getOrDefault(member, Tally.NONE)));
    after.forEach(
        (member, tally) -> {
          if (!before.containsKey(member)) {
            replace(day, member, Tally.NONE, tally);
          }
        });
  }

  private Map<String, Tally> tallies(AthleteDay day, DayRow row) {
    if (row.parts().isEmpty() || !counts(day.athlete())) {
      return Map.of();
    }
    String department = roster.department(day.athlete(), day.epochDay(), view.takeAlong());
    if (view.department() != null && !view.department().equals(department)) {
      return Map.of();
    }
    Map<String, Sums> sums = HashMap.newHashMap(row.parts().size());
    for (DayRow.Part part : row.parts()) {
      if (counts(part)) {
        for (String member : membersOf(day.athlete(), part.sport(), department)) {
          sums.merge(member, part.sums(), Sums::plus);
        }
      }
    }
    Map<String, Tally> tallies = HashMap.newHashMap(sums.size());
    sums.forEach((member, sum) -> tallies.put(member, new Tally(sum, 1)));
    return tallies;
  }

  private boolean counts(DayRow.Part part) {
    return (part.groups() >>> view.group() & 1) == 1
        && (view.sport() == null || view.sport().equals(part.sport()));
  }
}
