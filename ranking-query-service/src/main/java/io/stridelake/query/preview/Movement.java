package io.stridelake.query.preview;

import io.stridelake.query.ranking.WholeBoards.Member;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One member on two boards.
 *
 * @param before where it stands, or null if it is not on the first
 * @param after where it stands, or null if it is not on the second
 * @param ranks by how many ranks it rises, negative if it falls; who enters or leaves is taken to
 *     come from, or to go, just below the last of the longer board
 */
record Movement(@Nullable Member before, @Nullable Member after, long ranks) {
  /** Who moves most comes first: by ranks, then by value, then by id. */
  private static final Comparator<Movement> ORDER =
      Comparator.comparingLong((Movement movement) -> -Math.abs(movement.ranks))
          .thenComparing(Comparator.comparing((Movement m) -> m.value().abs()).reversed())
          .thenComparing(movement -> movement.member().id());

  /** All members of both boards, in order. */
  static List<Movement> of(List<Member> before, List<Member> after) {
    Map<String, Member> left = new LinkedHashMap<>();
    before.forEach(member -> left.put(member.id(), member));
    List<Movement> movements = new ArrayList<>();
    long below = Math.max(before.size(), after.size()) + 1L;
    for (Member now : after) {
      Member was = left.remove(now.id());
      long from = was == null ? below : was.rank();
      movements.add(new Movement(was, now, from - now.rank()));
    }
    left.values().forEach(was -> movements.add(new Movement(was, null, was.rank() - below)));
    movements.sort(ORDER);
    return List.copyOf(movements);
  }

  /** Who it is, as the second board names it if it can. */
  Member member() {
    Member member = after == null ? before : after;
    if (member == null) {
      throw new IllegalStateException("a movement of nobody");
    }
    return member;
  }

  /** How much the value grows. */
  BigDecimal value() {
    BigDecimal from = before == null ? BigDecimal.ZERO : before.value();
    BigDecimal to = after == null ? BigDecimal.ZERO : after.value();
    return to.subtract(from);
  }

  /** What it does, in one word. */
  Kind kind() {
    if (before == null) {
      return Kind.ENTER;
    }
    if (after == null) {
      return Kind.LEAVE;
    }
    return ranks > 0 ? Kind.RISE : ranks < 0 ? Kind.FALL : Kind.STAY;
  }

  /** Ways to move. */
  enum Kind {
    RISE,
    FALL,
    ENTER,
    LEAVE,
    STAY
  }
}
