package io.stridelake.ranking.checksum;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.ranking.row.Sums;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * A checksum, and if wanted one of each athlete, over everything that boards and explanations are
 * derived from: what each activity adds and why, what each day adds up to, and who the athletes
 * are. Where raw records lie and when they came is left out, so that copies of a lake can be
 * compared.
 */
public final class RowSums {
  private final @Nullable SortedMap<String, Checksum> byAthlete;
  private Checksum total = Checksum.ZERO;

  /**
   * Of nothing yet.
   *
   * @param byAthlete whether to keep a sum of each athlete, some 200 bytes each; else the total is
   *     all there is
   */
  public RowSums(boolean byAthlete) {
    this.byAthlete = byAthlete ? new TreeMap<>() : null;
  }

  /**
   * Of rows of the rankings store; those of other kinds are passed over.
   *
   * @param byAthlete whether to keep a sum of each athlete
   */
  public static RowSums of(Iterator<KeyValue<Bytes, byte[]>> rows, boolean byAthlete) {
    RowSums sums = new RowSums(byAthlete);
    while (rows.hasNext()) {
      KeyValue<Bytes, byte[]> row = rows.next();
      sums.add(row.key, row.value);
    }
    return sums;
  }

  private void add(Bytes key, byte[] value) {
    if (RowKeys.isActivity(key)) {
      if (ActivityRow.of(value) instanceof ActivityRow.Known known) {
        addActivity(RowKeys.activityOf(key), known.contribution());
      }
    } else if (RowKeys.isDay(key)) {
      addDay(
          RowKeys.athleteOfDay(key),
          LocalDate.ofEpochDay(RowKeys.epochDayOf(key)),
          DayRow.sumsOf(value).parts());
    } else if (RowKeys.isRoster(key)) {
      addRoster(new AthleteId(RowKeys.athleteOfRoster(key)), value);
    }
  }

  /** Adds what an activity adds. */
  public void addActivity(ActivityKey key, Contribution contribution) {
    add(
        key.athlete().value(),
        new Form("activity")
            .text(key.athlete().value())
            .text(key.provider())
            .text(key.externalId())
            .text(key.kind())
            .number(contribution.day().toEpochDay())
            .text(contribution.sport())
            .number(contribution.groups())
            .sums(contribution.sums())
            .optional(contribution.rule())
            .optional(contribution.notCounted()));
  }

  /** Adds what a day adds up to; nothing for a day without counted activities. */
  public void addDay(String athlete, LocalDate day, List<DayRow.Part> parts) {
    if (!parts.isEmpty()) {
      Form form = new Form("day").text(athlete).number(day.toEpochDay());
      for (DayRow.Part part : parts) {
        form.text(part.sport()).number(part.groups()).sums(part.sums());
      }
      add(athlete, form);
    }
  }

  /** Adds who an athlete is, as the store keeps it. */
  public void addRoster(AthleteId athlete, byte[] row) {
    add(athlete.value(), new Form("athlete").text(athlete.value()).bytes(row));
  }

  /** Of everybody. */
  public Checksum total() {
    return total;
  }

  /** Of each athlete, by id; of nobody unless that was wanted. */
  public SortedMap<String, Checksum> byAthlete() {
    return byAthlete == null ? Collections.emptySortedMap() : byAthlete;
  }

  private void add(String athlete, Form form) {
    Checksum row = Checksum.of(form.toBytes());
    total = total.plus(row);
    if (byAthlete != null) {
      byAthlete.merge(athlete, row, Checksum::plus);
    }
  }

  /** A row written down so that different rows never look alike. */
  private static final class Form {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
    private final DataOutputStream out = new DataOutputStream(bytes);

    Form(String kind) {
      text(kind);
    }

    Form text(String value) {
      return bytes(value.getBytes(UTF_8));
    }

    Form optional(@Nullable String value) {
      return value == null ? number(0) : number(1).text(value);
    }

    Form bytes(byte[] value) {
      number(value.length);
      bytes.writeBytes(value);
      return this;
    }

    Form number(long value) {
      try {
        out.writeLong(value);
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory", e);
      }
    }

    Form sums(Sums sums) {
      return number(sums.points())
          .number(sums.activities())
          .number(sums.distance())
          .number(sums.seconds())
          .number(sums.climbed());
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }
}
