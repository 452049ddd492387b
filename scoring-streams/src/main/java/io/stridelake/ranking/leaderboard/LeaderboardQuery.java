package io.stridelake.ranking.leaderboard;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * A question to the boards of one partition. The answer is empty if the snapshot that it asks for
 * is gone.
 *
 * @param <T> the kind of result
 */
public sealed interface LeaderboardQuery<T> extends Query<Optional<BoardAnswer<T>>> {
  /** Which board. */
  BoardView view();

  /** Which of its snapshots. */
  Choice choice();

  /**
   * Which snapshot to read.
   *
   * @param version the name of an earlier one, or null for the newest
   * @param pin whether to keep it for further questions
   */
  record Choice(@Nullable String version, boolean pin) {
    public static final Choice NEWEST = new Choice(null, false);
  }

  /**
   * A page of a board of athletes, in its order.
   *
   * @param after rows strictly after this place, or null
   * @param before the nearest rows strictly before this place, or null; not both
   * @param limit how many rows at the most
   * @param nameContains only athletes whose name contains this, whatever the case, or null for all
   */
  record TopMembers(
      BoardView view,
      Choice choice,
      @Nullable Place after,
      @Nullable Place before,
      int limit,
      @Nullable String nameContains)
      implements LeaderboardQuery<TopMembers.Page> {
    public TopMembers {
      if (limit < 1 || (after != null && before != null)) {
        throw new IllegalArgumentException(
            "page of " + limit + " rows (expected at least one, and one anchor at the most)");
      }
    }

    /**
     * @param rows in the board's order
     * @param matching how many rows of the board have such a name
     */
    public record Page(List<Standing> rows, int matching) {}
  }

  /**
   * Where one athlete stands, and what surrounds that place here.
   *
   * @param place where that is, if another partition told it, so that nobody looks for the athlete
   *     here; or null to find it here
   * @param limit how many rows to either side
   */
  record MemberRank(
      BoardView view, Choice choice, AthleteId athlete, @Nullable Place place, int limit)
      implements LeaderboardQuery<MemberRank.Row> {
    public MemberRank {
      if (limit < 0) {
        throw new IllegalArgumentException(limit + " rows to either side (expected 0 or more)");
      }
    }

    /**
     * @param known whether the roster has the athlete; false where the place was given
     * @param standing the row; null where the place was given, or the athlete is not on the board
     * @param neighbours what surrounds the place, or null if nobody knows it
     */
    public record Row(
        boolean known, @Nullable Standing standing, @Nullable Neighbours neighbours) {}
  }

  /** How many members have a greater score, for each of some scores. */
  record CountAbove(BoardView view, Choice choice, List<Long> scores)
      implements LeaderboardQuery<List<Integer>> {
    public CountAbove {
      scores = List.copyOf(scores);
    }
  }

  /** How many members stand strictly before a place. */
  record CountBefore(BoardView view, Choice choice, Place place)
      implements LeaderboardQuery<Integer> {}

  /** The sums of all groups of one kind. */
  record GroupStandings(BoardView view, Choice choice, GroupBy by)
      implements LeaderboardQuery<List<GroupStanding>> {}

  /** Nothing but the snapshot's name. */
  record BoardVersion(BoardView view, Choice choice) implements LeaderboardQuery<Boolean> {}
}
