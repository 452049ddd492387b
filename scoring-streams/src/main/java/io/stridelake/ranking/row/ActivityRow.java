package io.stridelake.ranking.row;

import io.stridelake.activity.Activity;
import io.stridelake.activity.Length;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.activity.Sport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one activity: what the catalogue says of it and what it adds to the rankings.
 * Equal rows have equal bytes.
 */
public sealed interface ActivityRow {
  /** Where the raw record lies. */
  RawRecordPosition raw();

  /** The row's bytes. */
  byte[] toBytes();

  /** An activity that was understood, with what it adds. */
  record Known(RawRecordPosition raw, Activity activity, Contribution contribution)
      implements ActivityRow {
    /** The same with another contribution. */
    public Known with(Contribution other) {
      return new Known(raw, activity, other);
    }

    @Override
    public byte[] toBytes() {
      RowWriter row = start(raw, KNOWN);
      write(row, activity);
      return row.number(contribution.groups())
          .number(contribution.sums().points())
          .text(contribution.rule() == null ? "" : contribution.rule())
          .text(contribution.notCounted() == null ? "" : contribution.notCounted())
          .toBytes();
    }
  }

  /** An activity that the provider said is gone; nothing else is known of it. */
  record Gone(RawRecordPosition raw) implements ActivityRow {
    @Override
    public byte[] toBytes() {
      return start(raw, GONE).toBytes();
    }
  }

  /** The format of the bytes; a generation never changes it. */
  long FORMAT = 2;

  long KNOWN = 0;
  long GONE = 1;

  /** Reads {@link #toBytes()}. */
  static ActivityRow of(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    row.expectFormat(FORMAT, "activity");
    long what = row.number();
    RawRecordPosition raw =
        new RawRecordPosition(
            Math.toIntExact(row.number()), row.number(), Instant.ofEpochMilli(row.number()));
    if (what == GONE) {
      return new Gone(raw);
    }
    Activity activity = activity(row);
    long groups = row.number();
    long points = row.number();
    String rule = emptyToNull(row.text());
    String notCounted = emptyToNull(row.text());
    return new Known(raw, activity, Contribution.of(activity, groups, points, rule, notCounted));
  }

  private static RowWriter start(RawRecordPosition raw, long what) {
    return new RowWriter()
        .number(FORMAT)
        .number(what)
        .number(raw.partition())
        .number(raw.offset())
        .number(raw.receivedAt().toEpochMilli());
  }

  private static void write(RowWriter row, Activity activity) {
    long localStart = micros(activity.localStart().toInstant(ZoneOffset.UTC));
    Instant start = activity.start();
    row.text(activity.sport().name())
        .number(localStart)
        .optional(start == null ? null : micros(start) - localStart)
        .number(activity.distance().micrometres())
        .number(activity.moving().toMillis())
        .number(activity.elapsed().toMillis())
        .number(activity.climbed().micrometres())
        .real(activity.speed().average())
        .real(activity.speed().max())
        .optionalReal(activity.averageHeartrate())
        .number(bits(activity.flags()));
  }

  private static Activity activity(RowReader row) {
    Sport sport = new Sport(row.text());
    long localStart = row.number();
    Long offset = row.optional();
    return new Activity(
        sport,
        offset == null ? null : instant(localStart + offset),
        LocalDateTime.ofInstant(instant(localStart), ZoneOffset.UTC),
        new Length(row.number()),
        Duration.ofMillis(row.number()),
        Duration.ofMillis(row.number()),
        new Length(row.number()),
        new Activity.Speed(row.real(), row.real()),
        row.optionalReal(),
        flags(row.number()));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long bits(Activity.Flags flags) {
    return (flags.manual() ? 1 : 0)
        | (flags.trainer() ? 2 : 0)
        | (flags.commute() ? 4 : 0)
        | (flags.privately() ? 8 : 0)
        | (flags.flagged() ? 16 : 0);
  }

  private static Activity.Flags flags(long bits) {
    return new Activity.Flags(
        (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0);
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
