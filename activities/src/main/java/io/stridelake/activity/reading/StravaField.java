package io.stridelake.activity.reading;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a Strava activity that the catalogue needs, named as Strava names them. */
enum StravaField {
  ID,
  SPORT_TYPE,
  TYPE,
  START_DATE,
  START_DATE_LOCAL,
  UTC_OFFSET,
  DISTANCE,
  MOVING_TIME,
  ELAPSED_TIME,
  TOTAL_ELEVATION_GAIN,
  AVERAGE_SPEED,
  MAX_SPEED,
  AVERAGE_HEARTRATE,
  MANUAL,
  TRAINER,
  COMMUTE,
  PRIVATE,
  VISIBILITY,
  FLAGGED;

  private static final Map<String, StravaField> BY_KEY =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(StravaField::key, Function.identity()));

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The name in JSON. */
  String key() {
    return key;
  }

  /** The field with this name in JSON, or null if it is not needed. */
  static @Nullable StravaField of(String key) {
    return BY_KEY.get(key);
  }
}
