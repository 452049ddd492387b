package io.stridelake.ranking;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.checksum.MarkChecksums;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import io.stridelake.ranking.row.MarkRow;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.mapping.AthleteMapper;
import io.stridelake.streams.CommitWhileLive;
import io.stridelake.streams.membership.InputLag;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Mark;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the roster rows beside the sums that they name and divide by department. */
final class ApplyRoster implements Processor<byte[], AthleteValue, Void, Void> {
  private final MarkChecksums checksums;
  private @Nullable KeyValueStore<Bytes, byte[]> rows;
  private final InputLag inputs;
  private @Nullable CommitWhileLive commits;
  private @Nullable ProcessorContext<Void, Void> context;

  ApplyRoster(MarkChecksums checksums, InputLag inputs) {
    this.checksums = checksums;
    this.inputs = inputs;
  }

  @Override
  public void init(ProcessorContext<Void, Void> processorContext) {
    context = processorContext;
    rows = processorContext.getStateStore(RankingTopology.STORE);
    commits = CommitWhileLive.schedule(processorContext, inputs);
  }

  @Override
  @SuppressWarnings("NullAway") // a null value is Kafka's way to delete
  public void process(Record<byte[], AthleteValue> athlete) {
    if (rows == null || commits == null || context == null) {
      throw new IllegalStateException("processing before init");
    }
    AthleteId id = LakeKey.athleteOf(athlete.key());
    Bytes row = RowKeys.roster(id);
    byte[] after =
        athlete.value() == null
            ? null
            : AthleteMapper.toDomain(athlete.value()).map(RosterRow::toBytes).orElse(null);
    if (!Arrays.equals(rows.get(row), after)) {
      rows.putAll(List.of(KeyValue.pair(row, after)));
    }
    if (Mark.is(id, athlete.value() == null)) {
      reached(athlete, context, rows);
    }
    commits.applied(athlete.timestamp());
  }

  /** Everything before the mark is applied, nothing behind it. */
  private void reached(
      Record<byte[], AthleteValue> mark,
      ProcessorContext<Void, Void> task,
      KeyValueStore<Bytes, byte[]> now) {
    long offset =
        task.recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a mark without a position"))
            .offset();
    MarkRow passed = new MarkRow(offset, offset);
    now.putAll(List.of(KeyValue.pair(RowKeys.rosterMark(), passed.toBytes())));
    checksums.reached(
        new MarkPosition(MarkedInput.ROSTER, task.taskId().partition(), offset),
        task.currentSystemTimeMs() - mark.timestamp(),
        () -> now.range(RowKeys.firstRoster(), RowKeys.afterRoster()));
  }
}
