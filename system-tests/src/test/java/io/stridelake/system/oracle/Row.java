package io.stridelake.system.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An entry of a ranking with its numbers as they are shown, without trailing zeros. */
public record Row(
    long rank,
    long position,
    BigDecimal value,
    String id,
    String name,
    @Nullable String department,
    BigDecimal points,
    long activities,
    BigDecimal km,
    long minutes,
    long metresClimbed) {

  public Row {
    value = plain(value);
    points = plain(points);
    km = plain(km);
  }

  /** Reads an entry of an answer; numbers are taken as the exact decimals that stand there. */
  public static Row of(JsonNode entry) {
    JsonNode member = entry.get("member");
    JsonNode department = member.get("department");
    return new Row(
        whole(entry.get("rank")),
        whole(entry.get("position")),
        entry.get("value").decimalValue(),
        member.get("id").asText(),
        member.get("name").asText(),
        department.isNull() ? null : department.asText(),
        entry.get("points").decimalValue(),
        whole(entry.get("activities")),
        entry.get("km").decimalValue(),
        whole(entry.get("minutes")),
        whole(entry.get("metresClimbed")));
  }

  static long whole(JsonNode number) {
    return number.decimalValue().longValueExact();
  }

  /** Without trailing zeros, so that equal numbers are equal. */
  public static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
