package io.stridelake.query.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.calendar.Period;
import org.jspecify.annotations.Nullable;

/**
 * A period as the public API shows it.
 *
 * @param from first day, or null for all time
 * @param to last day, or null for all time
 * @param locked whether a season's standings are final; left out for other periods
 */
@Serdeable
public record PeriodDocument(
    String kind,
    String id,
    @Nullable String from,
    @Nullable String to,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean locked) {

  /** Shows a period; whether it is locked matters for seasons only. */
  public static PeriodDocument of(Period period, boolean locked) {
    boolean dated = !period.isAllTime();
    return new PeriodDocument(
        period.kind(),
        period.id(),
        dated ? period.from().toString() : null,
        dated ? period.to().toString() : null,
        period.kind().equals("season") ? locked : null);
  }
}
