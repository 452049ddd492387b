package io.stridelake.streams.generation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks into the log whether there is nothing but transaction markers between two offsets. */
final class LogGaps implements Behind.Gaps {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int FETCH_WAIT_MS = 10;

  private final Map<String, Object> config;

  /** Looks with clients of that kind. */
  LogGaps(Map<String, Object> kafka) {
    this.config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
  }

  @Override
  public boolean isEmpty(TopicPartition partition, long from, long to) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, from);
      long latest = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition) < to && System.nanoTime() < latest) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          return record.offset() >= to;
        }
      }
      return consumer.position(partition) >= to;
    }
  }
}
