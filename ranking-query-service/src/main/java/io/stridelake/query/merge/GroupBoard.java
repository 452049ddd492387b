package io.stridelake.query.merge;

import io.stridelake.query.amount.Amounts;
import io.stridelake.query.amount.Fraction;
import io.stridelake.query.partition.Group;
import io.stridelake.query.partition.Place;
import io.stridelake.rules.Board;
import io.stridelake.rules.Metric;
import io.stridelake.rules.TeamScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ranks departments or sports: adds the partitions' sums, divides, compares exactly. */
public final class GroupBoard {
  /** A group and what it is ordered by. */
  public record Standing(Group group, Fraction value) {}

  private static final Comparator<Standing> ORDER =
      Comparator.comparing(Standing::value)
          .reversed()
          .thenComparing(standing -> standing.group().id());

  private GroupBoard() {}

  /** Adds the sums of all partitions; groups without a counted activity are left out. */
  public static List<Group> sums(List<List<Group>> partitions) {
    Map<String, Group> sums = new TreeMap<>();
    partitions.stream()
        .flatMap(List::stream)
        .forEach(group -> sums.merge(group.id(), group, Group::plus));
    return sums.values().stream().filter(group -> group.activities() > 0).toList();
  }

  /** Everybody who is on the board, in its order. */
  public static List<Ranked<Standing>> rank(Board board, Collection<Group> sums) {
    List<Standing> standings =
        sums.stream()
            .filter(group -> team(board, group) >= board.minTeamSize())
            .map(group -> new Standing(group, value(board, group)))
            .filter(standing -> reaches(board, standing.value()))
            .sorted(ORDER)
            .toList();
    List<Ranked<Standing>> ranked = new ArrayList<>();
    Ranked<Standing> former = null;
    for (Standing standing : standings) {
      former = new Ranked<>(next(former, standing), standing);
      ranked.add(former);
    }
    return ranked;
  }

  private static Spot next(@Nullable Ranked<Standing> former, Standing standing) {
    Place place = new Place(0, standing.group().id());
    if (former == null) {
      return new Spot(1, 1, 1, place);
    }
    long position = former.spot().position() + 1;
    boolean tied = former.value().value().compareTo(standing.value()) == 0;
    return new Spot(tied ? former.spot().rank() : position, position, position, place);
  }

  private static Fraction value(Board board, Group group) {
    long sum = sum(board.metric(), group);
    return switch (board.value()) {
      case SUM -> new Fraction(sum, 1);
      case MEAN -> new Fraction(sum, team(board, group));
    };
  }

  /** Who makes up the team; one that everybody has left still has those who were active in it. */
  private static long team(Board board, Group group) {
    boolean all = board.over() == TeamScope.ALL && group.members() > 0;
    return Math.max(1, all ? group.members() : group.active());
  }

  private static boolean reaches(Board board, Fraction value) {
    return board.atLeast() == null || Amounts.isAtLeast(board.metric(), value, board.atLeast());
  }

  private static long sum(Metric metric, Group group) {
    return switch (metric) {
      case POINTS -> group.points();
      case KM -> group.distance();
      case MINUTES -> group.seconds();
      case METRES_CLIMBED -> group.climbed();
      case ACTIVITIES -> group.activities();
      case ACTIVE_DAYS -> group.activeDays();
      case LONGEST_STREAK -> throw new IllegalArgumentException("groups have no streaks");
    };
  }
}
