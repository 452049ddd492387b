package io.stridelake.query.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.ranking.WholeBoards.Member;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MovementTest {
  @Test
  void shouldPutWhoMovesMostFirst() {
    List<Member> before = List.of(member("a", 1, 9), member("b", 2, 8), member("c", 3, 7));
    List<Member> after =
        List.of(member("c", 1, 12), member("a", 2, 9), member("d", 3, 5), member("e", 4, 1));

    assertThat(words(Movement.of(before, after)))
        .containsExactly("b leave -3", "c rise 2", "d enter 2", "e enter 1", "a fall -1");
  }

  @Test
  void shouldOrderEqualMovesByValueThenById() {
    List<Member> before = List.of(member("a", 1, 5), member("b", 1, 5), member("c", 1, 5));
    List<Member> after = List.of(member("a", 1, 5), member("b", 1, 7), member("c", 1, 5));

    assertThat(words(Movement.of(before, after)))
        .containsExactly("b stay 0", "a stay 0", "c stay 0");
  }

  @Test
  void shouldKnowNobodyWhereThereIsNoBoard() {
    assertThat(Movement.of(List.of(), List.of())).isEmpty();
    assertThat(words(Movement.of(List.of(), List.of(member("a", 1, 5)))))
        .containsExactly("a enter 1");
  }

  private static List<String> words(List<Movement> movements) {
    return movements.stream()
        .map(
            movement ->
                "%s %s %d"
                    .formatted(
                        movement.member().id(),
                        movement.kind().name().toLowerCase(Locale.ROOT),
                        movement.ranks()))
        .toList();
  }

  private static Member member(String id, long rank, long value) {
    return new Member(id, id, null, rank, BigDecimal.valueOf(value));
  }
}
