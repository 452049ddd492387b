package io.stridelake.query.activity;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.query.amount.Amounts;
import io.stridelake.query.partition.ActivitiesAnswer.Item;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the catalogue.
 *
 * @param next a cursor to go on with, or null at the end; a page that looked long may have few
 *     entries, or none, and go on nevertheless
 */
@Serdeable
record ActivitiesPage(
    int generation, String ruleSet, List<Entry> activities, @Nullable String next) {

  /** An activity with what it earned. */
  @Serdeable
  record Entry(
      ActivityDocument activity,
      String kind,
      boolean counted,
      @Nullable String reason,
      BigDecimal points,
      @Nullable String rule) {
    static Entry of(Item item) {
      return new Entry(
          ActivityDocument.of(item),
          item.kind(),
          item.counted(),
          item.reason(),
          Amounts.points(item.points()),
          item.rule());
    }
  }
}
