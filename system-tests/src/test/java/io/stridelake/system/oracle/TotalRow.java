package io.stridelake.system.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/**
 * Totals of the company, a department or a sport.
 *
 * @param id empty for the company
 */
public record TotalRow(
    String id, BigDecimal points, BigDecimal km, long minutes, long activities, long athletes) {

  public TotalRow {
    points = Row.plain(points);
    km = Row.plain(km);
  }

  static TotalRow of(String id, Sum sum) {
    return new TotalRow(
        id, sum.points, sum.km(), sum.minutes(), sum.activities, sum.athletes.size());
  }

  /** Reads a part of an answer. */
  public static TotalRow of(JsonNode total) {
    return new TotalRow(
        total.path("id").asText(""),
        total.get("points").decimalValue(),
        total.get("km").decimalValue(),
        Row.whole(total.get("minutes")),
        Row.whole(total.get("activities")),
        Row.whole(total.get("athletes")));
  }
}
