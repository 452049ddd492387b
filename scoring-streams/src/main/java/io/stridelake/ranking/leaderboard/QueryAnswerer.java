package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.leaderboard.LeaderboardQuery.BoardVersion;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.CountAbove;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.CountBefore;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.GroupStandings;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.MemberRank;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.TopMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers the queries from snapshots. */
final class QueryAnswerer {
  private final Leaderboards boards;

  QueryAnswerer(Leaderboards boards) {
    this.boards = boards;
  }

  /** The answer, or nothing if the snapshot that the query asks for is gone. */
  <T> Optional<BoardAnswer<T>> answer(LeaderboardQuery<T> query) {
    return chosen(query).map(snapshot -> answer(query, snapshot));
  }

  private Optional<Snapshot> chosen(LeaderboardQuery<?> query) {
    String version = query.choice().version();
    Optional<Snapshot> snapshot =
        version == null
            ? Optional.of(boards.snapshot(query.view()))
            : boards.snapshot(query.view(), version);
    if (query.choice().pin()) {
      snapshot.ifPresent(found -> boards.pin(query.view(), found));
    }
    return snapshot;
  }

  private <T> BoardAnswer<T> answer(LeaderboardQuery<T> query, Snapshot snapshot) {
    Object result =
        switch (query) {
          case TopMembers page -> page(page, members(snapshot));
          case MemberRank rank -> row(rank, members(snapshot));
          case CountAbove count ->
              count.scores().stream().map(score -> above(members(snapshot), score)).toList();
          case CountBefore count -> before(members(snapshot), count.place());
          case GroupStandings sums -> groups(snapshot).of(sums.by());
          case BoardVersion ignored -> true;
        };
    @SuppressWarnings("unchecked") // each query names the type of its own result
    T typed = (T) result;
    return new BoardAnswer<>(snapshot.version(), snapshot.newestRecord(), snapshot.total(), typed);
  }

  private static TopMembers.Page page(TopMembers query, Snapshot.Members snapshot) {
    OrderStatisticTree<Standing> board = snapshot.board();
    Place after = query.after();
    Place before = query.before();
    int start = after == null ? 0 : before(snapshot, after) + (stands(board, after) ? 1 : 0);
    int end = before == null ? board.size() : before(snapshot, before);
    String name = query.nameContains();
    if (name != null) {
      return search(board, name.toLowerCase(Locale.ROOT), start, end, query);
    }
    int first = before == null ? start : Math.max(0, end - query.limit());
    return new TopMembers.Page(
        board.slice(first, Math.min(query.limit(), end - first)), board.size());
  }

  private static TopMembers.Page search(
      OrderStatisticTree<Standing> board, String name, int start, int end, TopMembers query) {
    List<Standing> found = new ArrayList<>();
    int matching = 0;
    int position = 0;
    for (Standing standing : board.slice(0, board.size())) {
      if (!standing.nameless()
          && standing.athlete().name().toLowerCase(Locale.ROOT).contains(name)) {
        matching++;
        if (position >= start && position < end) {
          found.add(standing);
        }
      }
      position++;
    }
    int first = query.before() == null ? 0 : Math.max(0, found.size() - query.limit());
    int last = Math.min(found.size(), first + query.limit());
    return new TopMembers.Page(List.copyOf(found.subList(first, last)), matching);
  }

  private MemberRank.Row row(MemberRank query, Snapshot.Members snapshot) {
    Place place = query.place();
    if (place != null) {
      return new MemberRank.Row(false, null, Neighbours.of(snapshot.board(), place, query.limit()));
    }
    return MemberView.find(snapshot.everybody(), query.athlete().value())
        .filter(found -> !found.nameless() && stands(snapshot.board(), found.place()))
        .map(
            found ->
                new MemberRank.Row(
                    true, found, Neighbours.of(snapshot.board(), found.place(), query.limit())))
        .orElseGet(() -> new MemberRank.Row(knows(query), null, null));
  }

  /**
   * Whether people may be told that there is such an athlete. In a locked season nobody may tell
   * those who have a nameless place from others who are hidden.
   */
  private boolean knows(MemberRank query) {
    return query.view().locked() == null
        ? boards.knows(query.athlete())
        : boards.shows(query.athlete());
  }

  private static boolean stands(OrderStatisticTree<Standing> board, Place place) {
    return board.find(standing -> standing.place().compareTo(place)).isPresent();
  }

  private static int before(Snapshot.Members snapshot, Place place) {
    return snapshot.board().countFirst(standing -> standing.place().compareTo(place) < 0);
  }

  private static int above(Snapshot.Members snapshot, long score) {
    return snapshot.board().countFirst(standing -> standing.place().score() > score);
  }

  private static Snapshot.Members members(Snapshot snapshot) {
    return switch (snapshot) {
      case Snapshot.Members members -> members;
      case Snapshot.Groups ignored ->
          throw new IllegalArgumentException("a board of groups has no athletes on it");
    };
  }

  private static Snapshot.Groups groups(Snapshot snapshot) {
    return switch (snapshot) {
      case Snapshot.Groups groups -> groups;
      case Snapshot.Members ignored ->
          throw new IllegalArgumentException("a board of athletes has no groups on it");
    };
  }
}
