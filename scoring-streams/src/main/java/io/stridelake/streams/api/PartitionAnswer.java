package io.stridelake.streams.api;

import io.micronaut.serde.annotation.Serdeable;
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
 * @param status {@code ok | not-owner | restoring | snapshot-gone}; only {@code ok} has the rest
 * @param version names the snapshot
 * @param total how many are on the board here
 * @param matching how many of them have the name sought
 * @param asOf epoch milliseconds of the newest record in it, or null without any
 * @param rows of a page
 * @param known whether the roster has the athlete
 * @param row the athlete's row, or null if not on the board
 * @param counts one for each score
 * @param before how many stand before the place
 * @param groups sums
 * @param activities single ones
 * @param standbyLag by how many offsets the standby that answered may be behind the owner; null if
 *     the owner answered
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
    @Nullable Boolean known,
    @Nullable Row row,
    @Nullable List<Integer> counts,
    @Nullable Integer before,
    @Nullable List<Group> groups,
    @Nullable ActivitiesAnswer activities,
    @Nullable Long standbyLag) {

  static PartitionAnswer without(int partition, String status) {
    return new PartitionAnswer(
        partition, status, null, null, null, null, null, null, null, null, null, null, null, null);
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
        null,
        activities,
        null);
  }

  /** The same, said by a standby that may be so many offsets behind. */
  PartitionAnswer fromStandby(long lag) {
    return new PartitionAnswer(
        partition,
        status,
        version,
        total,
        matching,
        asOf,
        rows,
        known,
        row,
        counts,
        before,
        groups,
        activities,
        lag);
  }

  /** All answers of this instance. */
  @Serdeable
  public record All(List<PartitionAnswer> answers) {}

  /** An athlete on a board. */
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
      long activeDays) {
    static Row of(Standing standing) {
      Tally tally = standing.tally();
      Sums sums = tally.sums();
      return new Row(
          standing.place().id(),
          standing.athlete().name(),
          standing.athlete().currentDepartment().orElse(null),
          standing.place().score(),
          sums.points(),
          sums.activities(),
          sums.distance(),
          sums.seconds(),
          sums.climbed(),
          tally.activeDays());
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
