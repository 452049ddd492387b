package io.stridelake.streams.verification;

import io.stridelake.activity.ActivityKey;
import io.stridelake.ranking.row.Contribution;
import java.math.BigDecimal;

/** Says what activities add, for people who compare. */
final class Words {
  private Words() {}

  static String of(ActivityKey key) {
    return String.join("/", key.provider(), key.externalId(), key.kind());
  }

  static String of(Contribution contribution) {
    String rule = contribution.rule() == null ? "no rule" : "rule " + contribution.rule();
    String counts =
        contribution.notCounted() == null
            ? "%s points by %s".formatted(BigDecimal.valueOf(contribution.sums().points(), 3), rule)
            : "not counted: " + contribution.notCounted() + " (" + rule + ")";
    return "%s %s, groups %x, %d µm, %d s, %d µm climbed: %s"
        .formatted(
            contribution.day(),
            contribution.sport(),
            contribution.groups(),
            contribution.sums().distance(),
            contribution.sums().seconds(),
            contribution.sums().climbed(),
            counts);
  }
}
