package io.stridelake.activity.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When a Strava activity started.
 *
 * @param instant null when Strava tells local time only
 * @param local null only after something was found wrong
 */
record StravaStart(@Nullable Instant instant, @Nullable LocalDateTime local) {
  private static final BigDecimal MAX_OFFSET = BigDecimal.valueOf(18 * 3600);
  private static final Decimal.Range OFFSET = new Decimal.Range(MAX_OFFSET.negate(), MAX_OFFSET);
  private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

  static StravaStart of(StravaPayload fields) {
    LocalDateTime utc = time(fields, StravaField.START_DATE, true);
    LocalDateTime local = time(fields, StravaField.START_DATE_LOCAL, false);
    ZoneOffset offset = offset(fields);
    if (local == null && utc != null && offset != null) {
      local = utc.plusSeconds(offset.getTotalSeconds());
    } else if (local == null) {
      fields.missing("start_date_local, and start_date with utc_offset,");
    }
    if (local != null && !isInRange(local.toLocalDate())) {
      fields.bad(StravaField.START_DATE_LOCAL, "a day from 1970 to 2199");
    }
    return new StravaStart(instant(utc, local, offset), local);
  }

  private static @Nullable Instant instant(
      @Nullable LocalDateTime utc, @Nullable LocalDateTime local, @Nullable ZoneOffset offset) {
    if (utc != null) {
      return utc.toInstant(ZoneOffset.UTC);
    }
    return local == null || offset == null ? null : local.toInstant(offset);
  }

  /** The clock's time as written or, if it is a true one, brought to UTC. */
  private static @Nullable LocalDateTime time(
      StravaPayload fields, StravaField field, boolean isTrue) {
    String text = fields.text(field);
    LocalDateTime time = text == null ? null : StravaTime.of(text, isTrue);
    if (text != null && time == null) {
      fields.bad(field, "a time like 2026-11-22T09:00:00Z");
    }
    return time;
  }

  private static @Nullable ZoneOffset offset(StravaPayload fields) {
    if (!fields.has(StravaField.UTC_OFFSET)) {
      return null;
    }
    return ZoneOffset.ofTotalSeconds(fields.number(StravaField.UTC_OFFSET, OFFSET).rounded());
  }

  private static boolean isInRange(LocalDate day) {
    return !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
  }
}
