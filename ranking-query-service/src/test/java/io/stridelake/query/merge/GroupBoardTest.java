package io.stridelake.query.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.partition.Group;
import io.stridelake.rules.Board;
import io.stridelake.rules.BoardSubject;
import io.stridelake.rules.Metric;
import io.stridelake.rules.TeamScope;
import io.stridelake.rules.TeamValue;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupBoardTest {
  @Test
  void shouldAddPartitionsBeforeDividing() {
    Board board = board(TeamValue.MEAN, TeamScope.ACTIVE, 1, null);
    List<Group> sums =
        GroupBoard.sums(
            List.of(
                List.of(group("A", 10, 1, 5), group("B", 3, 1, 1)),
                List.of(group("A", 1, 3, 5), group("C", 0, 0, 9))));

    assertThat(ranks(board, sums)).containsExactly("1 B 3/1", "2 A 11/4");
  }

  @Test
  void shouldCompareMeansExactly() {
    Board board = board(TeamValue.MEAN, TeamScope.ACTIVE, 1, null);
    long large = 3_000_000_000_000_000_000L;

    assertThat(
            ranks(
                board,
                List.of(
                    group("B", large, 3, 3),
                    group("A", large + 1, 3, 3),
                    group("D", 2, 6, 6),
                    group("C", 1, 3, 3))))
        .containsExactly("1 A " + (large + 1) + "/3", "2 B " + large + "/3", "3 C 1/3", "3 D 2/6");
  }

  @Test
  void shouldDivideByAllMembersWhereTheBoardSaysSo() {
    Board board = board(TeamValue.MEAN, TeamScope.ALL, 1, null);

    assertThat(
            ranks(
                board, List.of(group("A", 10, 1, 10), group("B", 8, 4, 4), group("Left", 9, 3, 0))))
        .containsExactly("1 Left 9/3", "2 B 8/4", "3 A 10/10");
  }

  @Test
  void shouldLeaveOutSmallTeamsAndThoseBelowTheThreshold() {
    List<Group> sums =
        List.of(group("A", 5000, 1, 9), group("B", 4000, 3, 3), group("C", 3999, 3, 3));

    assertThat(ranks(board(TeamValue.SUM, TeamScope.ACTIVE, 2, new BigDecimal("4")), sums))
        .containsExactly("1 B 4000/1");
    assertThat(ranks(board(TeamValue.SUM, TeamScope.ALL, 9, null), sums))
        .containsExactly("1 A 5000/1");
  }

  private static List<String> ranks(Board board, List<Group> sums) {
    return GroupBoard.rank(board, sums).stream()
        .map(
            ranked ->
                ranked.spot().rank()
                    + " "
                    + ranked.value().group().id()
                    + " "
                    + ranked.value().value().numerator()
                    + "/"
                    + ranked.value().value().denominator())
        .toList();
  }

  private static Board board(
      TeamValue value, TeamScope over, int minTeamSize, @Nullable BigDecimal atLeast) {
    return new Board(
        "departments",
        BoardSubject.DEPARTMENTS,
        Metric.POINTS,
        value,
        over,
        minTeamSize,
        null,
        0,
        atLeast,
        List.of(),
        true);
  }

  private static Group group(String id, long points, long active, long members) {
    return new Group(id, points, active, 0, 0, 0, 0, active, members);
  }
}
