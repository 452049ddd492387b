package io.stridelake.ranking.row;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import io.stridelake.calendar.Period;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of the rankings store, whose byte order is the order of its range scans.
 *
 * <pre>
 * 'a' athleteId 0 provider 0 externalId 0 kind    a contribution, an athlete's together
 * 'd' epochDay(4 bytes, from {@link Period#FIRST_DAY} on) athleteId    a day's sums, a period's together
 * 'r' athleteId                                   a roster row
 * </pre>
 */
public final class RowKeys {
  private static final byte CONTRIBUTION = 'a';
  private static final byte DAY = 'd';
  private static final byte ROSTER = 'r';
  private static final int DAY_PREFIX = 1 + Integer.BYTES;
  private static final long FIRST_DAY = Period.FIRST_DAY.toEpochDay();

  private RowKeys() {}

  /** The key of what one activity adds. */
  public static Bytes contribution(ActivityKey key) {
    String text =
        String.join("\0", key.athlete().value(), key.provider(), key.externalId(), key.kind());
    return prefixed(CONTRIBUTION, text);
  }

  /** The first key that any contribution of the athlete may have. */
  public static Bytes firstContribution(AthleteId athlete) {
    return prefixed(CONTRIBUTION, athlete.value() + "\0");
  }

  /** The first key behind all contributions of the athlete. */
  public static Bytes afterContributions(AthleteId athlete) {
    return prefixed(CONTRIBUTION, athlete.value() + "\1");
  }

  /** The key of an athlete's sums on a day. */
  public static Bytes day(LocalDate day, AthleteId athlete) {
    byte[] id = athlete.value().getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(DAY_PREFIX + id.length).put(DAY).putInt(index(day)).put(id).array());
  }

  /** The first key that any sums of the day may have. */
  public static Bytes firstOf(LocalDate day) {
    return Bytes.wrap(ByteBuffer.allocate(DAY_PREFIX).put(DAY).putInt(index(day)).array());
  }

  /** The first key behind all sums of the day. */
  public static Bytes after(LocalDate day) {
    return Bytes.wrap(ByteBuffer.allocate(DAY_PREFIX).put(DAY).putInt(index(day) + 1).array());
  }

  /** Whether it is the key of an athlete's sums on a day. */
  public static boolean isDay(Bytes key) {
    return key.get()[0] == DAY;
  }

  /** The day of a day row's key, in days since 1970-01-01. */
  public static long epochDayOf(Bytes key) {
    return ByteBuffer.wrap(key.get(), 1, Integer.BYTES).getInt() + FIRST_DAY;
  }

  /** The athlete of a day row's key. */
  public static String athleteOfDay(Bytes key) {
    byte[] bytes = key.get();
    return new String(bytes, DAY_PREFIX, bytes.length - DAY_PREFIX, StandardCharsets.UTF_8);
  }

  /** The key of an athlete's roster row. */
  public static Bytes roster(AthleteId athlete) {
    return prefixed(ROSTER, athlete.value());
  }

  /** Whether it is the key of a roster row. */
  public static boolean isRoster(Bytes key) {
    return key.get()[0] == ROSTER;
  }

  /** The athlete of a roster row's key. */
  public static String athleteOfRoster(Bytes key) {
    byte[] bytes = key.get();
    return new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
  }

  /** The first key that any roster row may have. */
  public static Bytes firstRoster() {
    return Bytes.wrap(new byte[] {ROSTER});
  }

  /** The first key behind all roster rows. */
  public static Bytes afterRoster() {
    return Bytes.wrap(new byte[] {ROSTER + 1});
  }

  private static int index(LocalDate day) {
    return Math.toIntExact(day.toEpochDay() - FIRST_DAY);
  }

  private static Bytes prefixed(byte prefix, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(ByteBuffer.allocate(1 + utf8.length).put(prefix).put(utf8).array());
  }
}
