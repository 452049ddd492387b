package io.stridelake.ranking;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.ranking.row.Sums;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.scoring.Scored;
import io.stridelake.scoring.Scorer;
import io.stridelake.streams.CommitWhileLive;
import io.stridelake.topics.CatalogueKey;
import java.util.ArrayList;
import java.util.List;
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
  private final CapGrants grants;
  private @Nullable KeyValueStore<Bytes, byte[]> rows;
  private @Nullable CommitWhileLive commits;

  ScoreActivity(Scorer scorer, CapGrants grants) {
    this.scorer = scorer;
    this.grants = grants;
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
    Activity activity = activity(entry.value());
    Change own =
        new Change(
            key,
            bytes == null ? null : Contribution.of(bytes),
            activity == null ? null : scored(key, activity));
    List<KeyValue<Bytes, byte[]>> puts = new ArrayList<>(3);
    List<Change> changes =
        grants.grant(rows, own, activity == null ? null : activity.localStart(), puts);
    for (Change change : changes) {
      if (!change.isNone()) {
        Contribution after = change.after();
        puts.add(put(RowKeys.contribution(change.key()), after == null ? null : after.toBytes()));
      }
    }
    DayChanges.of(changes).apply(rows, key.athlete(), entry.timestamp(), puts);
    if (!puts.isEmpty()) {
      rows.putAll(puts);
    }
    commits.applied(entry.timestamp());
  }

  private static @Nullable Activity activity(@Nullable CatalogueEntryValue value) {
    return value == null
        ? null
        : switch (CatalogueEntryMapper.toDomain(value)) {
          case CatalogueEntry.Readable readable -> readable.activity();
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

  @SuppressWarnings("NullAway") // a null value is Kafka's way to delete
  private static KeyValue<Bytes, byte[]> put(Bytes key, byte @Nullable [] value) {
    return KeyValue.pair(key, value);
  }
}
