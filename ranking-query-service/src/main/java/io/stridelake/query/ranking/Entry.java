package io.stridelake.query.ranking;

import com.fasterxml.jackson.annotation.JsonValue;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
   * Who it is about: {@code id}, {@code name} and {@code department}, which is null for
   * departments, sports and athletes without one; or {@code id} null and {@code hidden} true.
   *
   * @param fields by name, in their order
   */
  @Serdeable
  record Member(Map<String, @Nullable Object> fields) {
    private static final Member HIDDEN = new Member(hidden());

    static Member of(String id, String name, @Nullable String department) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("id", id);
      fields.put("name", name);
      fields.put("department", department);
      return new Member(fields);
    }

    @Override
    @JsonValue
    public Map<String, @Nullable Object> fields() {
      return fields;
    }

    /** The id of somebody who is not hidden. */
    String id() {
      return text("id");
    }

    /** The name of somebody who is not hidden. */
    String name() {
      return text("name");
    }

    private String text(String field) {
      return Objects.requireNonNull(fields.get(field), "a hidden member").toString();
    }

    private static Map<String, @Nullable Object> hidden() {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("id", null);
      fields.put("hidden", true);
      return fields;
    }

    private static Member of(Row row) {
      return row.isHidden() ? HIDDEN : of(row.id(), row.name(), row.department());
    }
  }

  static Entry ofAthlete(Metric metric, Ranked<Row> ranked) {
    Row row = ranked.value();
    Spot spot = ranked.spot();
    return new Entry(
        spot.rank(),
        spot.position(),
        Amounts.of(metric, new Fraction(row.score(), 1)),
        Member.of(row),
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
        Member.of(group.id(), group.id(), null),
        Amounts.points(group.points()),
        group.activities(),
        Amounts.km(group.distance()),
        Amounts.minutes(group.seconds()),
        Amounts.metres(group.climbed()));
  }
}
