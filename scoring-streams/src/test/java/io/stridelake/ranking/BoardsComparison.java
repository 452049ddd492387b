package io.stridelake.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import io.stridelake.ranking.leaderboard.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what a board answers with the oracle. */
final class BoardsComparison {
  private BoardsComparison() {}

  /** Compares the whole board, its counts and its pages. */
  static void compare(BoardView view, PartitionedRanking app, Oracle oracle) {
    switch (view.subject()) {
      case BoardView.Members members -> {
        List<Oracle.Row> expected = oracle.members(view, members);
        assertThat(app.rows(view)).isEqualTo(expected);
        for (Oracle.Row row : expected) {
          long above = expected.stream().filter(other -> other.score() > row.score()).count();
          assertThat(app.countAbove(view, row.score())).isEqualTo(above);
          assertThat(app.countBefore(view, new Place(row.score(), row.id())))
              .isEqualTo(expected.indexOf(row));
        }
        assertThat(app.pagedBackwards(view)).isEqualTo(expected);
      }
      case BoardView.Groups groups -> {
        for (GroupBy by : GroupBy.values()) {
          compare(app.groups(view, by), oracle.groups(view, groups, by));
        }
        assertThat(app.memberCounts(view)).isEqualTo(oracle.memberCounts());
        assertThat(app.groupVersions(view)).hasSize(1);
      }
    }
  }

  private static void compare(Map<String, List<Long>> found, Map<String, Oracle.Sum> expected) {
    Map<String, List<Long>> sums = new HashMap<>();
    expected.forEach(
        (id, sum) -> {
          List<Long> numbers = new ArrayList<>(sum.numbers());
          numbers.add((long) sum.athletes.size());
          sums.put(id, numbers);
        });
    assertThat(found).isEqualTo(sums);
  }
}
