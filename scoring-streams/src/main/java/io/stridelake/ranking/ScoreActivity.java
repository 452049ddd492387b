package io.stridelake.ranking;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.ranking.row.Sums;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.scoring.Scored;
import io.stridelake.scoring.Scorer;
import io.stridelake.streams.CommitWhileLive;
import io.stridelake.topics.CatalogueKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what an activity added by what it adds now. The day rows change by new minus old, so a
 * record that comes twice changes nothing and the order in which records came never matters.
 */
final class ScoreActivity implements Processor<byte[], CatalogueEntryValue, Void, Void> {
  private final Scorer scorer;
  private @Nullable KeyValueStore<Bytes, byte[]> rows;
  private @Nullable CommitWhileLive commits;

  ScoreActivity(Scorer scorer) {
    this.scorer = scorer;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    rows = context.getStateStore(RankingTopology.STORE);
    commits = CommitWhileLive.schedule(context);
  }

  @Override
  public void process(Record<byte[], CatalogueEntryValue> entry) {
    if (rows == null || commits == null) {
      throw new IllegalStateException("processing before init");
    }
    ActivityKey key = CatalogueKey.parse(entry.key());
    Bytes row = RowKeys.contribution(key);
    byte[] bytes = rows.get(row);
    Contribution before = bytes == null ? null : Contribution.of(bytes);
    Contribution after = contribution(key, entry.value());
    if (!Objects.equals(before, after)) {
      List<KeyValue<Bytes, byte[]>> changes = new ArrayList<>(3);
      changes.add(put(row, after == null ? null : after.toBytes()));
      changeDays(rows, key, before, after, entry.timestamp(), changes);
      rows.putAll(changes);
    }
    commits.applied(entry.timestamp());
  }

  private @Nullable Contribution contribution(
      ActivityKey key, @Nullable CatalogueEntryValue value) {
    return value == null
        ? null
        : switch (CatalogueEntryMapper.toDomain(value)) {
          case CatalogueEntry.Readable readable -> scored(key, readable.activity());
          case CatalogueEntry.Deleted ignored -> null;
          case CatalogueEntry.Unreadable ignored -> null;
        };
  }

  private Contribution scored(ActivityKey key, Activity activity) {
    Scored scored = scorer.score(activity, key.provider());
    return new Contribution(
        activity.localDate(),
        activity.sport().name(),
        scored.groups(),
        scored.counted() ? sums(activity, scored) : Sums.NONE,
        scored.rule(),
        scored.reason() == null ? null : scored.reason().code());
  }

  private static Sums sums(Activity activity, Scored scored) {
    return new Sums(
        scored.points().thousandths(),
        1,
        activity.distance().micrometres(),
        activity.scoredTime().toSeconds(),
        activity.climbed().micrometres());
  }

  private static void changeDays(
      KeyValueStore<Bytes, byte[]> rows,
      ActivityKey key,
      @Nullable Contribution before,
      @Nullable Contribution after,
      long recordTime,
      List<KeyValue<Bytes, byte[]>> changes) {
    Contribution added = after != null && after.counted() ? after : null;
    Contribution removed = before != null && before.counted() ? before : null;
    if (removed != null && (added == null || !added.day().equals(removed.day()))) {
      change(rows, key, removed.day(), removed, null, recordTime, changes);
      removed = null;
    }
    if (added != null) {
      change(rows, key, added.day(), removed, added, recordTime, changes);
    }
  }

  private static void change(
      KeyValueStore<Bytes, byte[]> rows,
      ActivityKey key,
      LocalDate day,
      @Nullable Contribution removed,
      @Nullable Contribution added,
      long recordTime,
      List<KeyValue<Bytes, byte[]>> changes) {
    Bytes row = RowKeys.day(day, key.athlete());
    byte[] bytes = rows.get(row);
    DayRow before = bytes == null ? DayRow.EMPTY : DayRow.of(bytes);
    DayRow after = removed == null ? before : before.minus(removed, recordTime);
    after = added == null ? after : after.plus(added, recordTime);
    if (!after.parts().equals(before.parts())) {
      changes.add(put(row, after.toBytes()));
    }
  }

  @SuppressWarnings("NullAway") // a null value is Kafka's way to delete
  private static KeyValue<Bytes, byte[]> put(Bytes key, byte @Nullable [] value) {
    return KeyValue.pair(key, value);
  }
}
