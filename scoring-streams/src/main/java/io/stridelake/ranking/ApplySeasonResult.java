package io.stridelake.ranking;

import io.stridelake.ranking.season.SeasonResultRows;
import io.stridelake.schema.SeasonResultValue;
import io.stridelake.streams.CommitWhileLive;
import io.stridelake.streams.membership.InputLag;
import io.stridelake.topics.SeasonResultKey;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps what locked seasons came to beside the rows that go on changing. */
final class ApplySeasonResult implements Processor<byte[], SeasonResultValue, Void, Void> {
  private @Nullable KeyValueStore<Bytes, byte[]> rows;
  private final InputLag inputs;
  private @Nullable CommitWhileLive commits;

  ApplySeasonResult(InputLag inputs) {
    this.inputs = inputs;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    rows = context.getStateStore(RankingTopology.STORE);
    commits = CommitWhileLive.schedule(context, inputs);
  }

  @Override
  public void process(Record<byte[], SeasonResultValue> result) {
    if (rows == null || commits == null) {
      throw new IllegalStateException("processing before init");
    }
    rows.putAll(List.of(SeasonResultRows.of(SeasonResultKey.parse(result.key()), result.value())));
    commits.applied(result.timestamp());
  }
}
