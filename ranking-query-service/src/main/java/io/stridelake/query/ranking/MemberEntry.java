package io.stridelake.query.ranking;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;

/**
 * One member's row.
 *
 * @param percentile how many of a hundred members have strictly less
 */
@Serdeable
record MemberEntry(
    long rank,
    long position,
    BigDecimal value,
    Entry.Member member,
    BigDecimal points,
    long activities,
    BigDecimal km,
    long minutes,
    long metresClimbed,
    BigDecimal percentile) {

  static MemberEntry of(Entry entry, BigDecimal percentile) {
    return new MemberEntry(
        entry.rank(),
        entry.position(),
        entry.value(),
        entry.member(),
        entry.points(),
        entry.activities(),
        entry.km(),
        entry.minutes(),
        entry.metresClimbed(),
        percentile);
  }
}
