package io.stridelake.query.ranking;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can be asked for, as the public API shows it. */
@Serdeable
record RankingListDocument(
    List<BoardDocument> boards,
    List<String> periods,
    List<SeasonDocument> seasons,
    List<String> departments,
    List<String> sports,
    int generation,
    String ruleSet,
    String zone,
    String today,
    String connectUrl) {

  /**
   * A board.
   *
   * @param periods kinds of period and ids of seasons
   * @param atLeast who has less is not on it, or null
   */
  @Serdeable
  record BoardDocument(
      String id, String of, String metric, List<String> periods, @Nullable BigDecimal atLeast) {}

  /**
   * A season.
   *
   * @param locked whether its standings are final
   */
  @Serdeable
  record SeasonDocument(String id, String from, String to, boolean locked) {}
}
