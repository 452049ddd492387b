package io.stridelake.activity.reading;

import io.stridelake.activity.Activity;
import io.stridelake.activity.Activity.Flags;
import io.stridelake.activity.Activity.Speed;
import io.stridelake.activity.Length;
import io.stridelake.activity.Sport;
import io.stridelake.activity.UnreadableReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads Strava's activities, summary and detailed alike.
 *
 * <p>The local start is {@code start_date_local}, whose {@code Z} is not true; without it {@code
 * start_date} plus {@code utc_offset}. The text in {@code timezone} ignores daylight saving and is
 * not looked at. A start that the athlete hides comes as midnight and one second of the right day.
 * Payloads of before 2022 have {@code type} but no {@code sport_type}.
 */
final class StravaActivityReader implements ActivityReader {
  private static final Decimal.Range METRES = Decimal.Range.upTo(Length.MAX.metres());
  private static final Decimal.Range CLIMBED = upTo(1_000_000);
  private static final Decimal.Range SECONDS = upTo(Duration.ofDays(366).toSeconds());
  private static final Decimal.Range SPEED = upTo(1_000_000);
  private static final Decimal.Range HEARTRATE = upTo(1000);

  @Override
  public Reading read(String externalId, byte[] payload) {
    return read(externalId, StravaPayload.of(payload));
  }

  static Reading read(String externalId, StravaPayload fields) {
    if (fields.failure() != null) {
      return fields.failure();
    }
    checkId(externalId, fields);
    Sport sport = sport(fields);
    StravaStart start = StravaStart.of(fields);
    Length distance = fields.number(StravaField.DISTANCE, METRES).metres();
    Duration moving = fields.number(StravaField.MOVING_TIME, SECONDS).seconds();
    Duration elapsed = fields.number(StravaField.ELAPSED_TIME, SECONDS).seconds();
    Length climbed = fields.number(StravaField.TOTAL_ELEVATION_GAIN, CLIMBED).metres();
    Speed speed = speed(fields);
    Double heartrate = heartrate(fields);
    Flags flags = flags(fields);
    LocalDateTime localStart = start.local();
    if (fields.failure() != null) {
      return fields.failure();
    }
    if (sport == null || localStart == null) {
      throw new IllegalStateException("activity without sport or start passed as read");
    }
    return new Reading.Understood(
        new Activity(
            sport,
            start.instant(),
            localStart,
            distance,
            moving,
            elapsed,
            climbed,
            speed,
            heartrate,
            flags));
  }

  private static void checkId(String externalId, StravaPayload fields) {
    String id = fields.id(StravaField.ID);
    if (!fields.has(StravaField.ID)) {
      fields.missing("id");
    } else if (id != null && !id.equals(externalId)) {
      fields.fail(UnreadableReason.ID_MISMATCH, "id is not that of the key");
    }
  }

  private static @Nullable Sport sport(StravaPayload fields) {
    String name = fields.text(StravaField.SPORT_TYPE);
    StravaField field = StravaField.SPORT_TYPE;
    if (name == null || name.isBlank()) {
      name = fields.text(StravaField.TYPE);
      field = StravaField.TYPE;
    }
    if (name == null) {
      fields.missing("sport_type");
      return null;
    }
    if (!Sport.isValid(name)) {
      fields.bad(field, "the name of a sport, 1 to 64 characters");
      return null;
    }
    return new Sport(name);
  }

  private static Speed speed(StravaPayload fields) {
    return new Speed(
        fields.number(StravaField.AVERAGE_SPEED, SPEED).toDouble(),
        fields.number(StravaField.MAX_SPEED, SPEED).toDouble());
  }

  private static @Nullable Double heartrate(StravaPayload fields) {
    Decimal beats = fields.number(StravaField.AVERAGE_HEARTRATE, HEARTRATE);
    return beats.isZero() ? null : Double.valueOf(beats.toDouble());
  }

  private static Flags flags(StravaPayload fields) {
    String visibility = fields.text(StravaField.VISIBILITY);
    boolean onlyMe = visibility != null && visibility.equals("only_me");
    return new Flags(
        fields.flag(StravaField.MANUAL),
        fields.flag(StravaField.TRAINER),
        fields.flag(StravaField.COMMUTE),
        fields.flag(StravaField.PRIVATE) || onlyMe,
        fields.flag(StravaField.FLAGGED));
  }

  private static Decimal.Range upTo(long most) {
    return Decimal.Range.upTo(BigDecimal.valueOf(most));
  }
}
