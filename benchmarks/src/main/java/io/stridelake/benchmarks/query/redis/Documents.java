package io.stridelake.benchmarks.query.redis;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of the same shape as the query service's. */
final class Documents {
  private Documents() {}

  @Serdeable
  record Period(String kind, String id, @Nullable String from, @Nullable String to) {
    static final Period ALL = new Period("all", "all", null, null);
  }

  @Serdeable
  record Member(String id, String name, String department) {}

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
      long metresClimbed) {}

  @Serdeable
  record MemberEntry(
      long rank,
      long position,
      BigDecimal value,
      Member member,
      BigDecimal points,
      long activities,
      BigDecimal km,
      long minutes,
      long metresClimbed,
      BigDecimal percentile) {
    static MemberEntry of(Entry entry, BigDecimal percentile) {
      return new MemberEntry(
          entry.rank,
          entry.position,
          entry.value,
          entry.member,
          entry.points,
          entry.activities,
          entry.km,
          entry.minutes,
          entry.metresClimbed,
          percentile);
    }
  }

  @Serdeable
  record MemberPage(
      String board,
      Period period,
      int generation,
      String ruleSet,
      String version,
      @Nullable String asOf,
      boolean complete,
      long total,
      MemberEntry entry) {}

  @Serdeable
  record Page(
      String board,
      Period period,
      int generation,
      String ruleSet,
      String version,
      @Nullable String asOf,
      boolean complete,
      long total,
      List<Entry> entries,
      @Nullable String next,
      @Nullable String previous) {}
}
