package io.stridelake.ranking.leaderboard;

import io.stridelake.athlete.Athlete;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A board of athletes. */
final class MemberView extends LiveView {
  private final BoardView.Members members;
  private final Scores scores;
  private final Map<String, Tally> loading = new HashMap<>();
  private OrderStatisticTree<Standing> board = OrderStatisticTree.empty(Standing.BOARD_ORDER);
  private OrderStatisticTree<Standing> everybody = OrderStatisticTree.empty(Standing.BY_ID);
  private Fingerprint content = Fingerprint.ZERO;
  private volatile Snapshot.Members snapshot =
      new Snapshot.Members(board, everybody, Fingerprint.ZERO, 0);

  MemberView(BoardView view, BoardView.Members members, Roster roster) {
    super(view, roster);
    this.members = members;
    this.scores = Scores.by(members.metric());
  }

  @Override
  Snapshot.Members snapshot() {
    return snapshot;
  }

  @Override
  boolean counts(String athlete) {
    return roster().shown(athlete).isPresent();
  }

  @Override
  List<String> membersOf(String athlete, String sport, @Nullable String department) {
    return List.of(athlete);
  }

  @Override
  void add(AthleteDay day, String member, Tally tally) {
    scores.begin(member, day.epochDay());
    loading.merge(member, tally, Tally::plus);
  }

  @Override
  void order() {
    List<Standing> standings = new ArrayList<>(loading.size());
    loading.forEach((id, tally) -> standings.add(standing(id, tally)));
    loading.clear();
    standings.sort(Standing.BY_ID);
    everybody = OrderStatisticTree.ofSorted(Standing.BY_ID, standings);
    List<Standing> ranked = new ArrayList<>(standings);
    ranked.removeIf(standing -> !isOnBoard(standing));
    ranked.sort(Standing.BOARD_ORDER);
    board = OrderStatisticTree.ofSorted(Standing.BOARD_ORDER, ranked);
    for (Standing standing : ranked) {
      content = content.plus(standing.fingerprint());
    }
  }

  @Override
  void replace(AthleteDay day, String member, Tally before, Tally after) {
    if (after.isEmpty()) {
      scores.end(member, day.epochDay());
    } else {
      scores.begin(member, day.epochDay());
    }
    Optional<Standing> old = find(everybody, member);
    Tally tally = old.map(Standing::tally).orElse(Tally.NONE).minus(before).plus(after);
    old.ifPresent(this::remove);
    if (!tally.isEmpty()) {
      insert(standing(member, tally));
    }
  }

  @Override
  void publish(long newestRecord) {
    Fingerprint version = content.plus(Fingerprint.of("", "newest", "", newestRecord));
    snapshot = new Snapshot.Members(board, everybody, version, newestRecord);
  }

  static Optional<Standing> find(OrderStatisticTree<Standing> everybody, String id) {
    return everybody.find(standing -> standing.place().id().compareTo(id));
  }

  private void remove(Standing standing) {
    everybody = everybody.without(standing);
    if (isOnBoard(standing)) {
      board = board.without(standing);
      content = content.minus(standing.fingerprint());
    }
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

  private Standing standing(String id, Tally tally) {
    Athlete athlete =
        roster()
            .shown(id)
            .orElseThrow(() -> new IllegalStateException("athlete " + id + " is not shown"));
    return new Standing(athlete, new Place(scores.of(id, tally), id), tally);
  }
}
