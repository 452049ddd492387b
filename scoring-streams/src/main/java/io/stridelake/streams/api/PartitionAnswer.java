package io.stridelake.streams.api;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.ranking.leaderboard.BoardAnswer;
import io.stridelake.ranking.leaderboard.GroupStanding;
import io.stridelake.ranking.leaderboard.Standing;
import io.stridelake.ranking.leaderboard.Tally;
import io.stridelake.ranking.row.Sums;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one partition says. Points are thousandths, lengths micrometres; what was not asked for is
 * null.
 *
 * @param partition which
 * @param status {@code ok | not-owner | no-lease | restoring | snapshot-gone}; only {@code ok} has
 *     the rest
 * @param version names the snapshot
 * @param total how many are on the board here
 * @param matching how many of them have the name sought
 * @param asOf epoch milliseconds of the newest record in it, or null without any
 * @param rows of a page
 * @param member an athlete
 * @param counts one for each score
 * @param before how many stand before the place
 * @param groups sums
 * @param activities single ones
 * @param standbyLag by how many offsets the standby that answered may be behind the owner; null if
 *     the owner answered, or nobody knows
 * @param last whether it is the last complete state of an instance that has no lease; null is no
 */
@Serdeable
public record PartitionAnswer(
    int partition,
    String status,
    @Nullable String version,
    @Nullable Integer total,
    @Nullable Integer matching,
    @Nullable Long asOf,
    @Nullable List<Row> rows,
    @Nullable Member member,
    @Nullable List<Integer> counts,
    @Nullable Integer before,
    @Nullable List<Group> groups,
    @Nullable ActivitiesAnswer activities,
    @Nullable Long standbyLag,
    @Nullable Boolean last) {

  static PartitionAnswer without(int partition, String status) {
    return new PartitionAnswer(
        partition, status, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** About a board, from one snapshot of it. */
  static PartitionAnswer of(
      int partition,
      BoardAnswer<?> answer,
      @Nullable Integer matching,
      @Nullable List<Row> rows,
      @Nullable Member member,
      @Nullable List<Integer> counts,
      @Nullable Integer before,
      @Nullable List<Group> groups) {
    return new PartitionAnswer(
        partition,
        "ok",
        answer.version().toString(),
        answer.total(),
        matching,
        answer.newestRecord() == 0 ? null : answer.newestRecord(),
        rows,
        member,
        counts,
        before,
        groups,
        null,
        null,
        null);
  }

  static PartitionAnswer of(int partition, ActivitiesAnswer activities) {
    return new PartitionAnswer(
        partition,
        "ok",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        activities,
        null,
        null);
  }

  /**
   * The same, not said by an owner.
   *
   * @param lag by how many offsets a standby may be behind, or null if nobody knows
   * @param isLast whether it is the last complete state of an instance without a lease
   */
  PartitionAnswer notFromOwner(@Nullable Long lag, boolean isLast) {
    return new PartitionAnswer(
        partition,
        status,
        version,
        total,
        matching,
        asOf,
        rows,
        member,
        counts,
        before,
        groups,
        activities,
        lag,
        isLast ? true : null);
  }

  /** All answers of this instance. */
  @Serdeable
  public record All(List<PartitionAnswer> answers) {}

  /**
   * An athlete as a partition knows them.
   *
   * @param known whether the roster has the athlete; false where another partition told the place
   * @param row the row; null where another partition told the place, or if not on the board
   * @param neighbours what surrounds the place, or null if none of the partitions asked knows it
   */
  @Serdeable
  public record Member(boolean known, @Nullable Row row, @Nullable Neighbours neighbours) {}

  /**
   * What surrounds a place here, whether or not it is taken here.
   *
   * @param above how many have a greater score
   * @param atLeast how many have as great a score or a greater
   * @param ahead how many stand before the place
   * @param edge the score of the first row before the place in all partitions that this instance
   *     was asked for, or null if there is none: equals of it may be left out
   * @param aboveEdge how many here have a greater score than that, 0 if there is none
   * @param before the rows here that are among the nearest before the place in all those
   *     partitions, as far as they may be shown
   * @param after the same after it
   */
  @Serdeable
  public record Neighbours(
      int above,
      int atLeast,
      int ahead,
      @Nullable Long edge,
      int aboveEdge,
      List<Row> before,
      List<Row> after) {}

  /**
   * An athlete on a board.
   *
   * @param id who, also of one who is hidden: the order needs it
   * @param name empty of one who is hidden
   * @param hidden whether the place of a locked season is kept by somebody who may not be named
   */
  @Serdeable
  public record Row(
      String id,
      String name,
      @Nullable String department,
      long score,
      long points,
      long activities,
      long distance,
      long seconds,
      long climbed,
      long activeDays,
      boolean hidden) {
    static List<Row> of(List<Standing> standings) {
      return standings.stream().map(Row::of).toList();
    }

    static Row of(Standing standing) {
      Tally tally = standing.tally();
      Sums sums = tally.sums();
      return new Row(
          standing.place().id(),
          standing.nameless() ? "" : standing.athlete().name(),
          standing.nameless() ? null : standing.athlete().currentDepartment().orElse(null),
          standing.place().score(),
          sums.points(),
          sums.activities(),
          sums.distance(),
          sums.seconds(),
          sums.climbed(),
          tally.activeDays(),
          standing.nameless());
    }
  }

  /** A department, a sport or the company. */
  @Serdeable
  public record Group(
      String id,
      long points,
      long activities,
      long distance,
      long seconds,
      long climbed,
      long activeDays,
      long active,
      long members) {
    static Group of(GroupStanding standing) {
      Sums sums = standing.tally().sums();
      return new Group(
          standing.id(),
          sums.points(),
          sums.activities(),
          sums.distance(),
          sums.seconds(),
          sums.climbed(),
          standing.tally().activeDays(),
          standing.active(),
          standing.members());
    }
  }
}
