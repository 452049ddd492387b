package io.stridelake.benchmarks.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.ranking.leaderboard.Place;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoardKindTest {
  @ParameterizedTest
  @EnumSource
  void shouldAnswerAsTheOthersDo(BoardKind kind) {
    List<Place> members = Members.of(300);
    try (RankedBoard board = kind.of(members);
        RankedBoard list = BoardKind.SORTED_LIST.of(members)) {
      Random random = new Random(1);
      for (int change = 0; change < 200; change++) {
        String id = Members.id(random.nextInt(300));
        long score = random.nextInt(Members.SCORES);
        board.move(id, score);
        list.move(id, score);

        assertThat(board.rank(id)).isEqualTo(list.rank(id));
        assertThat(board.countAbove(score / 2)).isEqualTo(list.countAbove(score / 2));
        if (kind != BoardKind.FENWICK) {
          Place after = new Place(score, id);
          assertThat(board.page(after, 7)).isEqualTo(list.page(after, 7));
          assertThat(board.page(null, 7)).isEqualTo(list.page(null, 7));
          assertThat(board.around(id, 3)).isEqualTo(list.around(id, 3));
        }
      }
    }
  }
}
