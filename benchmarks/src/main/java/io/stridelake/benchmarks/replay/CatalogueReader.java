package io.stridelake.benchmarks.replay;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.topics.CatalogueKey;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads a catalogue's activities for a peer that has no streams app around it. */
final class CatalogueReader {
  /** Takes activities, in the order of their partition. */
  interface Taker {
    void take(ActivityKey key, Activity activity) throws Exception;

    /** All of a poll was taken. */
    default void flush() throws Exception {}
  }

  private CatalogueReader() {}

  static void read(DerivingApps apps, int catalogue, long activities, Taker taker)
      throws Exception {
    String topic = apps.topics().activities(catalogue).name();
    Deserializer<CatalogueEntryValue> entries = apps.entries().deserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = apps.consumer(topic)) {
      long read = 0;
      while (read < activities) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          CatalogueEntryValue value = entries.deserialize(topic, record.value());
          if (CatalogueEntryMapper.toDomain(value) instanceof CatalogueEntry.Readable entry) {
            taker.take(CatalogueKey.parse(record.key()), entry.activity());
          }
          read++;
        }
        taker.flush();
      }
    }
  }
}
