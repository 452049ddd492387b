package io.stridelake.query.ranking;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.query.document.PeriodDocument;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an athlete stands on every board of athletes, in the periods that hold today and in every
 * season.
 *
 * @param ranks in the order of the boards and of their periods
 */
@Serdeable
record AthleteRanks(String athlete, int generation, String ruleSet, List<Rank> ranks) {

  /**
   * A standing.
   *
   * @param rank null, like value and percentile, where the athlete is not on the board
   * @param total how many are on the board
   */
  @Serdeable
  record Rank(
      String board,
      PeriodDocument period,
      @Nullable Long rank,
      @Nullable BigDecimal value,
      @Nullable BigDecimal percentile,
      long total) {
    static Rank of(String board, PeriodDocument period, Standing standing) {
      MemberEntry entry = standing.entry();
      return new Rank(
          board,
          period,
          entry == null ? null : entry.rank(),
          entry == null ? null : entry.value(),
          entry == null ? null : entry.percentile(),
          standing.total());
    }
  }
}
