package io.stridelake.activity.reading;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
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

  /** The fields by the length of their names, which tells nearly all of them apart. */
  private static final StravaField[][] BY_LENGTH = byLength();

  private final String key = name().toLowerCase(Locale.ROOT);
  private final byte[] bytes = key.getBytes(US_ASCII);

  /** The name in JSON. */
  String key() {
    return key;
  }

  /** The field with this name in JSON, or null if it is not needed. */
  static @Nullable StravaField of(String key) {
    return BY_KEY.get(key);
  }

  /** The field with the name that stands between two indices, or null if it is not needed. */
  static @Nullable StravaField of(byte[] json, int from, int to) {
    if (to - from < BY_LENGTH.length) {
      for (StravaField field : BY_LENGTH[to - from]) {
        if (Arrays.equals(json, from, to, field.bytes, 0, field.bytes.length)) {
          return field;
        }
      }
    }
    return null;
  }

  private static StravaField[][] byLength() {
    int longest = Arrays.stream(values()).mapToInt(field -> field.key.length()).max().orElseThrow();
    StravaField[][] fields = new StravaField[longest + 1][];
    Arrays.setAll(fields, length -> with(field -> field.key.length() == length));
    return fields;
  }

  private static StravaField[] with(Predicate<StravaField> which) {
    return Arrays.stream(values()).filter(which).toArray(StravaField[]::new);
  }
}
