package io.stridelake.query.ranking;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.query.amount.Amounts;
import io.stridelake.query.amount.Fraction;
import io.stridelake.query.merge.GroupBoard.Standing;
import io.stridelake.query.merge.Ranked;
import io.stridelake.query.merge.Spot;
import io.stridelake.query.partition.Group;
import io.stridelake.query.partition.Row;
import io.stridelake.rules.Metric;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A row of a ranking as the public API shows it.
 *
 * @param value the board's metric
 */
@Serdeable
record Entry(
    long rank,
    long position,
    BigDecimal value,
    Member member,
    BigDecimal points,
    long activities,
    BigDecimal km,
    long minutes,
    long metresClimbed) {

  /**
   * Who it is about.
   *
   * @param department null for departments, sports and athletes without one
   */
  @Serdeable
  record Member(String id, String name, @Nullable String department) {}

  static Entry ofAthlete(Metric metric, Ranked<Row> ranked) {
    Row row = ranked.value();
    Spot spot = ranked.spot();
    return new Entry(
        spot.rank(),
        spot.position(),
        Amounts.of(metric, new Fraction(row.score(), 1)),
        new Member(row.id(), row.name(), row.department()),
        Amounts.points(row.points()),
        row.activities(),
        Amounts.km(row.distance()),
        Amounts.minutes(row.seconds()),
        Amounts.metres(row.climbed()));
  }

  static Entry ofGroup(Metric metric, Ranked<Standing> ranked) {
    Group group = ranked.value().group();
    Spot spot = ranked.spot();
    return new Entry(
        spot.rank(),
        spot.position(),
        Amounts.of(metric, ranked.value().value()),
        new Member(group.id(), group.id(), null),
        Amounts.points(group.points()),
        group.activities(),
        Amounts.km(group.distance()),
        Amounts.minutes(group.seconds()),
        Amounts.metres(group.climbed()));
  }
}
