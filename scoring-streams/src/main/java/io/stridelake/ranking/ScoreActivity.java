package io.stridelake.ranking;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.MarkRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.rules.RuleSet;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.scoring.Scored;
import io.stridelake.scoring.Scorer;
import io.stridelake.scoring.TwinFinder;
import io.stridelake.streams.CommitWhileLive;
import io.stridelake.topics.CatalogueKey;
import io.stridelake.topics.Mark;
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
 * Replaces what an activity added by what it adds now: alone, then among duplicates, then within
 * the caps. The day rows change by new minus old, so a record that comes twice changes nothing and
 * the order in which records came never matters.
 */
final class ScoreActivity implements Processor<byte[], CatalogueEntryValue, Void, Void> {
  private final Scorer scorer;
  private final TwinFinder twins;
  private final CapGrants grants;
  private @Nullable KeyValueStore<Bytes, byte[]> rows;
  private @Nullable AthleteSources sources;
  private final RankingTopology.Observers observers;
  private @Nullable CommitWhileLive commits;
  private @Nullable ProcessorContext<Void, Void> context;

  /** Scores by a rule set; the scorer is that of the rule set, compiled once for all tasks. */
  ScoreActivity(RuleSet ruleSet, Scorer scorer, RankingTopology.Observers observers) {
    this.scorer = scorer;
    this.observers = observers;
    this.twins = new TwinFinder(ruleSet);
    this.grants = new CapGrants(ruleSet.caps());
  }

  @Override
  public void init(ProcessorContext<Void, Void> processorContext) {
    context = processorContext;
    rows = processorContext.getStateStore(RankingTopology.STORE);
    sources = new AthleteSources(rows);
    commits = CommitWhileLive.schedule(processorContext, observers.delay(), observers.inputs());
  }

  @Override
  public void process(Record<byte[], CatalogueEntryValue> entry) {
    if (rows == null || sources == null || commits == null || context == null) {
      throw new IllegalStateException("processing before init");
    }
    observers.brake().pass();
    ActivityKey key = CatalogueKey.parse(entry.key());
    if (Mark.is(key.provider(), key.kind())) {
      reached(entry, context, rows);
      commits.applied(entry.timestamp());
      return;
    }
    List<KeyValue<Bytes, byte[]>> puts = new ArrayList<>(3);
    byte[] bytes = rows.get(RowKeys.activity(key));
    Change own =
        new Change(key, bytes == null ? null : ActivityRow.of(bytes), row(key, entry.value()));
    List<Change> changes =
        sources.isMixed(key, puts)
            ? new Workouts(rows, twins, this::alone, own).changes()
            : List.of(own);
    List<Change> granted = grants.grant(rows, key.athlete(), changes, puts);
    for (Change change : granted) {
      if (!change.isNone()) {
        ActivityRow after = change.after();
        puts.add(put(RowKeys.activity(change.key()), after == null ? null : after.toBytes()));
      }
    }
    DayChanges.of(granted).apply(rows, key.athlete(), entry.timestamp(), puts);
    if (!puts.isEmpty()) {
      rows.putAll(puts);
    }
    commits.applied(entry.timestamp());
  }

  /** Everything before the mark is applied, nothing behind it. */
  private void reached(
      Record<byte[], CatalogueEntryValue> mark,
      ProcessorContext<Void, Void> task,
      KeyValueStore<Bytes, byte[]> now) {
    if (mark.value() != null
        && CatalogueEntryMapper.toDomain(mark.value()) instanceof CatalogueEntry.Deleted deleted) {
      long input =
          task.recordMetadata()
              .orElseThrow(() -> new IllegalStateException("a mark without a position"))
              .offset();
      MarkRow passed = new MarkRow(deleted.raw().offset(), input);
      now.putAll(List.of(KeyValue.pair(RowKeys.activitiesMark(), passed.toBytes())));
      observers
          .checksums()
          .reached(
              new MarkPosition(
                  MarkedInput.ACTIVITIES, task.taskId().partition(), deleted.raw().offset()),
              task.currentSystemTimeMs() - mark.timestamp(),
              () -> now.range(RowKeys.firstActivity(), RowKeys.afterDays()));
    }
  }

  /** What is kept of an entry; nothing of one that nobody can read. */
  private @Nullable ActivityRow row(ActivityKey key, @Nullable CatalogueEntryValue value) {
    return value == null
        ? null
        : switch (CatalogueEntryMapper.toDomain(value)) {
          case CatalogueEntry.Readable readable ->
              new ActivityRow.Known(
                  readable.raw(), readable.activity(), alone(key, readable.activity()));
          case CatalogueEntry.Deleted deleted -> new ActivityRow.Gone(deleted.raw());
          case CatalogueEntry.Unreadable _ -> null;
        };
  }

  private Contribution alone(ActivityKey key, Activity activity) {
    Scored scored = scorer.score(activity, key.provider());
    return Contribution.of(
        activity,
        scored.groups(),
        scored.points().thousandths(),
        scored.rule(),
        scored.reason() == null ? null : scored.reason().code());
  }

  @SuppressWarnings("NullAway") // a null value is Kafka's way to delete
  private static KeyValue<Bytes, byte[]> put(Bytes key, byte @Nullable [] value) {
    return KeyValue.pair(key, value);
  }
}
