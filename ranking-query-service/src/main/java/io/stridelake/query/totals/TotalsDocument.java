package io.stridelake.query.totals;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.query.amount.Amounts;
import io.stridelake.query.document.PeriodDocument;
import io.stridelake.query.partition.Group;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Totals of a period as the public API shows them, hidden athletes included.
 *
 * @param departments those with at least one counted activity, most points first
 * @param sports those with at least one counted activity, most points first
 */
@Serdeable
record TotalsDocument(
    PeriodDocument period,
    int generation,
    String ruleSet,
    String version,
    @Nullable String asOf,
    boolean complete,
    Total company,
    List<NamedTotal> departments,
    List<NamedTotal> sports) {

  /**
   * Sums.
   *
   * @param athletes with at least one counted activity
   */
  @Serdeable
  record Total(BigDecimal points, BigDecimal km, long minutes, long activities, long athletes) {
    static Total of(Group group) {
      return new Total(
          Amounts.points(group.points()),
          Amounts.km(group.distance()),
          Amounts.minutes(group.seconds()),
          group.activities(),
          group.active());
    }
  }

  /** Sums of a department or sport. */
  @Serdeable
  record NamedTotal(
      String id, BigDecimal points, BigDecimal km, long minutes, long activities, long athletes) {
    static NamedTotal of(Group group) {
      Total total = Total.of(group);
      return new NamedTotal(
          group.id(),
          total.points(),
          total.km(),
          total.minutes(),
          total.activities(),
          total.athletes());
    }
  }
}
