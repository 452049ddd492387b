package io.stridelake.ranking.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ByScoreTest {
  @Property(tries = 300)
  void shouldSortAnyScores(@ForAll @Size(max = 70) List<Long> scores) {
    assertSorted(scores);
  }

  @Property(tries = 300)
  void shouldKeepTheOrderOfTies(@ForAll @Size(max = 70) List<Boolean> scores) {
    assertSorted(scores.stream().map(high -> high ? 7L : -1L).toList());
  }

  private static void assertSorted(List<Long> scores) {
    List<Standing> byId = TestStandings.of(scores);
    List<Standing> expected = new ArrayList<>(byId);
    expected.sort(Standing.BOARD_ORDER);

    assertThat(ByScore.sorted(byId)).isEqualTo(expected);
  }
}
