package io.stridelake.streams.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.ranking.leaderboard.Neighbours;
import io.stridelake.ranking.leaderboard.Place;
import io.stridelake.ranking.leaderboard.Standing;
import io.stridelake.ranking.leaderboard.TestStandings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What an instance tells of its partitions, compared with going through all their rows. */
class SurroundingsTest {
  @Property(tries = 500)
  void shouldTellTheRowsThatMayBeShownOfAllPartitionsTogether(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 5) Integer> scores,
      @ForAll @IntRange(min = 0, max = 39) int asked,
      @ForAll @IntRange(min = 1, max = 5) int partitions,
      @ForAll @IntRange(min = 0, max = 12) int limit) {
    List<Standing> standings = TestStandings.of(scores);
    Place place = standings.get(asked % scores.size()).place();
    List<Standing> board = sorted(standings);
    int at = board.indexOf(standings.get(asked % scores.size()));
    boolean enough = at >= limit / 2 && board.size() - at - 1 >= limit - limit / 2;
    int most = enough ? limit / 2 : limit;
    List<Standing> before = board.subList(Math.max(0, at - most), at);
    int end = at + 1 + (enough ? limit - limit / 2 : limit);
    List<Standing> after = board.subList(at + 1, Math.min(board.size(), end));
    List<List<Standing>> parts =
        IntStream.range(0, partitions)
            .mapToObj(
                partition ->
                    board.stream().filter(row -> partition(row, partitions) == partition).toList())
            .toList();
    List<Neighbours> neighbours =
        parts.stream().map(rows -> neighbours(rows, place, limit)).toList();

    Surroundings surroundings = Surroundings.of(neighbours, limit);

    for (int partition = 0; partition < partitions; partition++) {
      List<Standing> rows = parts.get(partition);
      PartitionAnswer.Neighbours told = surroundings.told(neighbours.get(partition));
      assertThat(told.before()).isEqualTo(rows(before, rows));
      assertThat(told.after()).isEqualTo(rows(after, rows));
      assertThat(told.ahead()).isEqualTo(ahead(rows, place).size());
      if (before.isEmpty()) {
        assertThat(told.edge()).isNull();
        assertThat(told.aboveEdge()).isZero();
      } else {
        long edge = before.getFirst().place().score();
        assertThat(told.edge()).isEqualTo(edge);
        assertThat(told.aboveEdge()).isEqualTo(above(rows, edge));
      }
    }
  }

  /** As a partition would say it by itself. */
  private static Neighbours neighbours(List<Standing> rows, Place place, int limit) {
    List<Standing> ahead = ahead(rows, place);
    List<Standing> before = ahead.subList(Math.max(0, ahead.size() - limit), ahead.size());
    return new Neighbours(
        above(rows, place.score()),
        above(rows, place.score() - 1),
        ahead.size(),
        before.isEmpty() ? 0 : above(rows, before.getFirst().place().score()),
        before,
        rows.stream().filter(row -> row.place().compareTo(place) > 0).limit(limit).toList());
  }

  private static List<Standing> ahead(List<Standing> rows, Place place) {
    return rows.stream().filter(row -> row.place().compareTo(place) < 0).toList();
  }

  private static int above(List<Standing> rows, long score) {
    return (int) rows.stream().filter(row -> row.place().score() > score).count();
  }

  private static List<PartitionAnswer.Row> rows(List<Standing> nearest, List<Standing> here) {
    return PartitionAnswer.Row.of(nearest.stream().filter(here::contains).toList());
  }

  private static int partition(Standing row, int partitions) {
    return Math.floorMod(row.place().id().hashCode() * 31, partitions);
  }

  private static List<Standing> sorted(List<Standing> rows) {
    List<Standing> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(Standing::place));
    return sorted;
  }
}
