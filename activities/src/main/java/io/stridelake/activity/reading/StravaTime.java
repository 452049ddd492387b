package io.stridelake.activity.reading;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as Strava writes them, {@code 2026-11-22T09:00:00Z}, and as others might. */
final class StravaTime {
  /** The usual form; a digit stands where there is a zero. */
  private static final String USUAL = "0000-00-00T00:00:00";

  private static final Pattern ANY =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(Z|[+-]\\d\\d:?\\d\\d)?");

  private StravaTime() {}

  /**
   * The clock's time as written or, if it is a true one, brought to UTC.
   *
   * @return null if it is not a time
   */
  static @Nullable LocalDateTime of(String text, boolean isTrue) {
    try {
      return isUsual(text) ? usual(text) : parse(text, isTrue);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * Reads any form, to the same end as {@link #of}.
   *
   * @throws DateTimeException if there is no such day, hour or zone
   */
  static @Nullable LocalDateTime parse(String text, boolean isTrue) {
    Matcher matcher = ANY.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    LocalDateTime time = LocalDateTime.parse(matcher.group(1));
    String zone = matcher.group(2);
    return isTrue && zone != null ? time.minusSeconds(ZoneOffset.of(zone).getTotalSeconds()) : time;
  }

  private static boolean isUsual(String text) {
    int length = text.endsWith("Z") ? text.length() - 1 : text.length();
    if (length != USUAL.length()) {
      return false;
    }
    for (int at = 0; at < length; at++) {
      char form = USUAL.charAt(at);
      char next = text.charAt(at);
      if (form == '0' ? next < '0' || next > '9' : next != form) {
        return false;
      }
    }
    return true;
  }

  private static LocalDateTime usual(String text) {
    return LocalDateTime.of(
        100 * twoDigits(text, 0) + twoDigits(text, 2),
        twoDigits(text, 5),
        twoDigits(text, 8),
        twoDigits(text, 11),
        twoDigits(text, 14),
        twoDigits(text, 17));
  }

  private static int twoDigits(String text, int at) {
    return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
  }
}
