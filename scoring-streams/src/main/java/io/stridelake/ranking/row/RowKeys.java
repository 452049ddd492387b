package io.stridelake.ranking.row;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import io.stridelake.calendar.Period;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of the rankings store, whose byte order is the order of its range scans.
 *
 * <pre>
 * 'a' athleteId 0 provider 0 externalId 0 kind    an activity, an athlete's together
 * 'c' athleteId 0 start(8 bytes) nano(4 bytes) provider 0 externalId 0 kind
 *                                                 a capped activity, a week's together in the order of granting
 * 'd' epochDay(4 bytes, from {@link Period#FIRST_DAY} on) athleteId    a day's sums, a period's together
 * 'k' input (1 byte)                              the newest mark that is applied
 * 'l' season 0 lock 0 athleteId                   an athlete's part of a locked season
 * 'm' season 0 lock                               that all of them are there
 * 'r' athleteId                                   a roster row
 * 's' athleteId                                   the sources of an athlete's entries
 * </pre>
 */
public final class RowKeys {
  private static final byte ACTIVITY = 'a';
  private static final byte CAPPED = 'c';
  private static final byte DAY = 'd';
  private static final byte MARK = 'k';
  private static final byte LOCKED = 'l';
  private static final byte LOCKED_PARTITION = 'm';
  private static final byte ROSTER = 'r';
  private static final byte SOURCES = 's';
  private static final int START_BYTES = Long.BYTES + Integer.BYTES;

  /** Where the athlete's id begins in the key of a day. */
  public static final int DAY_PREFIX = 1 + Integer.BYTES;

  private static final long FIRST_DAY = Period.FIRST_DAY.toEpochDay();

  private RowKeys() {}

  /** The key of one activity. */
  public static Bytes activity(ActivityKey key) {
    return prefixed(
        ACTIVITY,
        key.athlete().value()
            + '\0'
            + key.provider()
            + '\0'
            + key.externalId()
            + '\0'
            + key.kind());
  }

  /** The first key that any activity of the athlete may have. */
  public static Bytes firstActivity(AthleteId athlete) {
    return prefixed(ACTIVITY, athlete.value() + "\0");
  }

  /** The first key behind all activities of the athlete. */
  public static Bytes afterActivities(AthleteId athlete) {
    return prefixed(ACTIVITY, athlete.value() + "\1");
  }

  /** The first key behind all activities. */
  public static Bytes afterActivities() {
    return Bytes.wrap(new byte[] {ACTIVITY + 1});
  }

  /** The first key that any form of the activity may have. */
  public static Bytes firstForm(ActivityKey key) {
    return prefixed(ACTIVITY, form(key) + "\0");
  }

  /** The first key behind all forms of the activity. */
  public static Bytes afterForms(ActivityKey key) {
    return prefixed(ACTIVITY, form(key) + "\1");
  }

  /** Whether it is the key of an activity. */
  public static boolean isActivity(Bytes key) {
    return key.get()[0] == ACTIVITY;
  }

  /** The first key that any activity may have. */
  public static Bytes firstActivity() {
    return Bytes.wrap(new byte[] {ACTIVITY});
  }

  /** The first key behind all days' sums, and so behind all activities. */
  public static Bytes afterDays() {
    return Bytes.wrap(new byte[] {DAY + 1});
  }

  /** The activity of an activity's key. */
  public static ActivityKey activityOf(Bytes key) {
    byte[] bytes = key.get();
    String[] parts = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8).split("\0", -1);
    return new ActivityKey(new AthleteId(parts[0]), parts[1], parts[2], parts[3]);
  }

  /** The key of the sources of an athlete's entries. */
  public static Bytes sources(AthleteId athlete) {
    return prefixed(SOURCES, athlete.value());
  }

  /** The key of an activity whose points a cap limits; keys are in the order of granting. */
  public static Bytes capped(ActivityKey key, LocalDateTime start) {
    byte[] activity =
        String.join("\0", key.provider(), key.externalId(), key.kind())
            .getBytes(StandardCharsets.UTF_8);
    byte[] from = firstCapped(key.athlete(), start).get();
    return Bytes.wrap(
        ByteBuffer.allocate(from.length + activity.length).put(from).put(activity).array());
  }

  /** The first key that a capped activity of the athlete that starts then or later may have. */
  public static Bytes firstCapped(AthleteId athlete, LocalDateTime start) {
    byte[] id = athlete.value().getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(1 + id.length + 1 + START_BYTES)
            .put(CAPPED)
            .put(id)
            .put((byte) 0)
            // Flipped, so that times before 1970 come first.
            .putLong(start.toEpochSecond(ZoneOffset.UTC) ^ Long.MIN_VALUE)
            .putInt(start.getNano())
            .array());
  }

  /** The activity of a capped activity's key. */
  public static ActivityKey activityOfCapped(AthleteId athlete, Bytes key) {
    int prefix = 1 + athlete.value().getBytes(StandardCharsets.UTF_8).length + 1 + START_BYTES;
    byte[] bytes = key.get();
    String[] parts =
        new String(bytes, prefix, bytes.length - prefix, StandardCharsets.UTF_8).split("\0", -1);
    return new ActivityKey(athlete, parts[0], parts[1], parts[2]);
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

  /** The key of the newest mark of the lake that is applied. */
  public static Bytes activitiesMark() {
    return Bytes.wrap(new byte[] {MARK, ACTIVITY});
  }

  /** The key of the newest mark of the roster that is applied. */
  public static Bytes rosterMark() {
    return Bytes.wrap(new byte[] {MARK, ROSTER});
  }

  /** The key of an athlete's part of a locked season. */
  public static Bytes locked(String season, String lock, AthleteId athlete) {
    return prefixed(LOCKED, season + "\0" + lock + "\0" + athlete.value());
  }

  /** The first key that any athlete's part of the locked season may have. */
  public static Bytes firstLocked(String season, String lock) {
    return prefixed(LOCKED, season + "\0" + lock + "\0");
  }

  /** The first key behind all athletes' parts of the locked season. */
  public static Bytes afterLocked(String season, String lock) {
    return prefixed(LOCKED, season + "\0" + lock + "\1");
  }

  /** The athlete of a key of a locked season's. */
  public static AthleteId athleteOfLocked(Bytes key) {
    byte[] bytes = key.get();
    String text = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
    return new AthleteId(text.substring(text.lastIndexOf('\0') + 1));
  }

  /** The key of the row that says that a locked season's athletes are all there. */
  public static Bytes lockedPartition(String season, String lock) {
    return prefixed(LOCKED_PARTITION, season + "\0" + lock);
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

  private static String form(ActivityKey key) {
    return String.join("\0", key.athlete().value(), key.provider(), key.externalId());
  }

  private static int index(LocalDate day) {
    return Math.toIntExact(day.toEpochDay() - FIRST_DAY);
  }

  private static Bytes prefixed(byte prefix, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] key = new byte[1 + utf8.length];
    key[0] = prefix;
    System.arraycopy(utf8, 0, key, 1, utf8.length);
    return Bytes.wrap(key);
  }
}
