package io.stridelake.benchmarks.replay;

import io.stridelake.activity.Activity;
import io.stridelake.activity.reading.ActivityReaders;
import io.stridelake.activity.reading.Reading;
import io.stridelake.rules.RuleSet;
import io.stridelake.scoring.Scorer;
import io.stridelake.topics.LakeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one writes from the textbook: raw payloads to sums of points by flatMap, groupByKey and
 * reduce, with the repartition topic that comes with it. It reads and scores with the readers and
 * rules of the apps. It knows no edits, no duplicates, no caps, no ranks.
 */
final class TextbookTopology {
  private TextbookTopology() {}

  /** Counts each sum that is added to. */
  static Topology of(String lake, RuleSet rules, AtomicLong added) {
    ActivityReaders readers = ActivityReaders.standard();
    Scorer scorer = new Scorer(rules);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(lake, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .flatMap((key, payload) -> sums(readers, scorer, LakeKey.parse(key), payload))
        // what groupByKey would do by itself, in two steps, so that the sums can be counted between
        .repartition(Repartitioned.with(Serdes.String(), Serdes.Long()).withName("sums"))
        .peek((board, points) -> added.incrementAndGet())
        .groupByKey(Grouped.with("sums", Serdes.String(), Serdes.Long()))
        .reduce(
            Long::sum,
            Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("totals")
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.Long()));
    return builder.build();
  }

  private static List<KeyValue<String, Long>> sums(
      ActivityReaders readers, Scorer scorer, LakeKey key, byte[] payload) {
    List<KeyValue<String, Long>> sums = new ArrayList<>(Counters.OF_ACTIVITY);
    if (readers.read(key.provider(), key.kind(), key.externalId(), payload)
        instanceof Reading.Understood(Activity activity)) {
      Counters.add(
          scorer,
          activity,
          key.provider(),
          (board, points) -> sums.add(KeyValue.pair(board + "/" + key.athlete().value(), points)));
    }
    return sums;
  }
}
