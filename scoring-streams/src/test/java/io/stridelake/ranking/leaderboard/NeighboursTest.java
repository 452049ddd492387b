package io.stridelake.ranking.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Compared with going through all rows. */
class NeighboursTest {
  @Property(tries = 500)
  void shouldSayWhatSurroundsAnyPlace(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 5) Integer> scores,
      @ForAll @IntRange(min = -1, max = 6) int score,
      @ForAll @IntRange(min = 0, max = 40) int number,
      @ForAll @IntRange(min = 0, max = 12) int limit) {
    List<Standing> rows = new ArrayList<>(TestStandings.of(scores));
    rows.sort(Standing.BOARD_ORDER);
    Place place = new Place(score, TestStandings.id(number));
    List<Standing> ahead = rows.stream().filter(row -> row.place().compareTo(place) < 0).toList();
    List<Standing> behind = rows.stream().filter(row -> row.place().compareTo(place) > 0).toList();

    Neighbours neighbours =
        Neighbours.of(OrderStatisticTree.ofSorted(Standing.BOARD_ORDER, rows), place, limit);

    assertThat(neighbours.above()).isEqualTo(above(rows, score));
    assertThat(neighbours.atLeast()).isEqualTo(above(rows, score - 1));
    assertThat(neighbours.ahead()).isEqualTo(ahead.size());
    assertThat(neighbours.before())
        .isEqualTo(ahead.subList(Math.max(0, ahead.size() - limit), ahead.size()));
    assertThat(neighbours.after()).isEqualTo(behind.subList(0, Math.min(limit, behind.size())));
    for (Standing row : neighbours.before()) {
      assertThat(neighbours.above(row.place().score())).isEqualTo(above(rows, row.place().score()));
    }
  }

  private static int above(List<Standing> rows, long score) {
    return (int) rows.stream().filter(row -> row.place().score() > score).count();
  }
}
