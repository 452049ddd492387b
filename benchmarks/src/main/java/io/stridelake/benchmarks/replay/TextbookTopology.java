package io.stridelake.benchmarks.replay;

import io.stridelake.activity.CatalogueEntry;
import io.stridelake.calendar.Period;
import io.stridelake.calendar.PeriodKind;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.topics.CatalogueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one writes from the textbook: a sum for each athlete and period by flatMap, groupByKey and
 * aggregate, with the repartition topic that comes with it. It knows no edits, no caps, no ranks.
 */
final class TextbookTopology {
  private TextbookTopology() {}

  /** Counts each sum that is added to. */
  static Topology of(String activities, Serde<CatalogueEntryValue> entries, AtomicLong added) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(activities, Consumed.with(Serdes.ByteArray(), entries))
        .flatMap((key, value) -> sums(key, value))
        .groupByKey(Grouped.with("sums", Serdes.String(), Serdes.Long()))
        .aggregate(
            () -> 0L,
            (period, metres, sum) -> {
              added.incrementAndGet();
              return sum + metres;
            },
            Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("totals")
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.Long()));
    return builder.build();
  }

  private static List<KeyValue<String, Long>> sums(byte[] key, CatalogueEntryValue value) {
    List<KeyValue<String, Long>> sums = new ArrayList<>(PeriodKind.values().length);
    if (CatalogueEntryMapper.toDomain(value) instanceof CatalogueEntry.Readable readable) {
      String athlete = CatalogueKey.parse(key).athlete().value();
      for (PeriodKind kind : PeriodKind.values()) {
        String period = Period.of(kind, readable.activity().localDate()).id();
        sums.add(
            KeyValue.pair(
                period + "/" + athlete, readable.activity().distance().micrometres() / 1_000));
      }
    }
    return sums;
  }
}
