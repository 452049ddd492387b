package io.stridelake.simulator.control;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.company.Flag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * The truth about an activity, for an oracle.
 *
 * @param athlete the company's id ({@code a-0001})
 * @param localDate the date the activity belongs to
 * @param localTime the start as shown; 00:00:01 when it is hidden
 * @param offsetSeconds the offset from UTC at the start
 * @param metres the exact distance as sent in decimals; null when the payload has none
 * @param metresClimbed in decimals
 */
@Serdeable
public record ActivityTruth(
    long id,
    String athlete,
    long stravaAthlete,
    String name,
    String sportType,
    LocalDate localDate,
    LocalTime localTime,
    String startUtc,
    String zone,
    int offsetSeconds,
    @Nullable String metres,
    String metresClimbed,
    int movingSeconds,
    int elapsedSeconds,
    boolean manual,
    boolean trainer,
    boolean commute,
    boolean onlyMe,
    boolean flagged,
    boolean deleted,
    String createdAt) {

  static ActivityTruth of(Activity activity, Company company) {
    BigDecimal metres = activity.metres();
    return new ActivityTruth(
        activity.id(),
        company.athlete(activity.owner()).orElseThrow().athlete(),
        activity.owner(),
        activity.name(),
        activity.sportType(),
        activity.startLocal().toLocalDate(),
        activity.startLocal().toLocalTime(),
        activity.start().toString(),
        activity.zone().getId(),
        activity.offset().getTotalSeconds(),
        metres == null ? null : metres.toPlainString(),
        activity.climb().toPlainString(),
        activity.movingSeconds(),
        activity.elapsedSeconds(),
        activity.is(Flag.MANUAL),
        activity.is(Flag.TRAINER),
        activity.is(Flag.COMMUTE),
        activity.is(Flag.ONLY_ME),
        activity.is(Flag.FLAGGED),
        activity.deleted(),
        activity.createdAt().toString());
  }
}
