package io.stridelake.ranking.leaderboard;

import io.stridelake.athlete.Athlete;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A board of athletes. */
final class MemberView extends LiveView {
  private final BoardView.Members members;
  private final Scores scores;

  /** What each athlete of the roster has so far, by number, while loading. */
  private Tallies loading;

  private OrderStatisticTree<Standing> board = OrderStatisticTree.empty(Standing.BOARD_ORDER);
  private OrderStatisticTree<Standing> everybody = OrderStatisticTree.empty(Standing.BY_ID);
  private Fingerprint content = Fingerprint.ZERO;
  private volatile Snapshot.Members snapshot =
      new Snapshot.Members(board, everybody, Fingerprint.ZERO, 0);

  MemberView(BoardView view, BoardView.Members members, Roster roster) {
    super(view, roster);
    this.members = members;
    this.scores = Scores.by(members.metric());
    this.loading = new Tallies(roster.size());
  }

  @Override
  Snapshot.Members snapshot() {
    return snapshot;
  }

  @Override
  void add(List<byte[]> keys, List<DayRow> rows) {
    int[] numbers = new int[keys.size()];
    roster().numbersOfDays(keys, numbers);
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] >= 0 && roster().isShown(numbers[i])) {
        add(numbers[i], keys.get(i), rows.get(i));
      }
    }
  }

  private void add(int number, byte[] key, DayRow row) {
    Tally tally = counted(row);
    if (!tally.isEmpty() && (view().department() == null || isHere(AthleteDay.of(key)))) {
      if (scores.needDays()) {
        AthleteDay day = AthleteDay.of(key);
        scores.begin(roster().athlete(number).id().value(), day.epochDay());
      }
      loading.add(number, tally);
    }
  }

  @Override
  void order() {
    List<Standing> standings = new ArrayList<>(roster().size());
    for (int number = 0; number < roster().size(); number++) {
      Tally tally = loading.of(number);
      if (tally != null) {
        standings.add(standing(roster().athlete(number), tally));
      }
    }
    loading = new Tallies(0);
    everybody = OrderStatisticTree.ofSorted(Standing.BY_ID, standings);
    List<Standing> onBoard = onBoard(standings);
    board = OrderStatisticTree.ofSorted(Standing.BOARD_ORDER, ByScore.sorted(onBoard));
    Fingerprints fingerprints = new Fingerprints();
    for (Standing standing : onBoard) {
      content = content.plus(standing.fingerprint(fingerprints));
    }
  }

  private List<Standing> onBoard(List<Standing> standings) {
    return members.atLeast() == Long.MIN_VALUE
        ? standings
        : standings.stream().filter(this::isOnBoard).toList();
  }

  @Override
  void replace(AthleteDay day, DayRow before, DayRow after) {
    roster()
        .shown(day.athlete())
        .ifPresent(
            athlete ->
                replace(athlete, day, tally(athlete, day, before), tally(athlete, day, after)));
  }

  private void replace(Athlete athlete, AthleteDay day, Tally had, Tally has) {
    if (had.isEmpty() && has.isEmpty()) {
      return;
    }
    String id = athlete.id().value();
    if (has.isEmpty()) {
      scores.end(id, day.epochDay());
    } else {
      scores.begin(id, day.epochDay());
    }
    Optional<Standing> old = find(everybody, id);
    Tally tally = old.map(Standing::tally).orElse(Tally.NONE).minus(had).plus(has);
    old.filter(this::isOnBoard).ifPresent(this::leave);
    if (tally.isEmpty()) {
      everybody = old.map(everybody::without).orElse(everybody);
    } else {
      insert(standing(athlete, tally));
    }
  }

  @Override
  void publish(long newestRecord) {
    Fingerprint version = content.plus(name(newestRecord));
    snapshot = new Snapshot.Members(board, everybody, version, newestRecord);
  }

  static Optional<Standing> find(OrderStatisticTree<Standing> everybody, String id) {
    return everybody.find(standing -> standing.place().id().compareTo(id));
  }

  private void leave(Standing standing) {
    board = board.without(standing);
    content = content.minus(standing.fingerprint());
  }

  private void insert(Standing standing) {
    everybody = everybody.with(standing);
    if (isOnBoard(standing)) {
      board = board.with(standing);
      content = content.plus(standing.fingerprint());
    }
  }

  private boolean isOnBoard(Standing standing) {
    return standing.place().score() >= members.atLeast();
  }

  /** What a day adds to the athlete's row; nothing if the athlete is not shown. */
  private Tally tally(Athlete athlete, AthleteDay day, DayRow row) {
    return Roster.isShown(athlete) && isHere(day) ? counted(row) : Tally.NONE;
  }

  private boolean isHere(AthleteDay day) {
    return view().department() == null || isOf(department(day));
  }

  private Tally counted(DayRow row) {
    Sums sums = Sums.NONE;
    for (DayRow.Part part : row.parts()) {
      if (counts(part)) {
        sums = sums.activities() == 0 ? part.sums() : sums.plus(part.sums());
      }
    }
    return sums.activities() == 0 ? Tally.NONE : new Tally(sums, 1);
  }

  private Standing standing(Athlete athlete, Tally tally) {
    String id = athlete.id().value();
    Place place = new Place(scores.of(id, tally), id);
    return new Standing(athlete, place, tally, roster().isNameless(id));
  }
}
