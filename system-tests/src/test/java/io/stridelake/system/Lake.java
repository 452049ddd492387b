package io.stridelake.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic as it stands in Kafka, from its beginning, committed records only. */
final class Lake {
  static final String TOPIC = "stridelake.lake";
  private static final Duration POLL = Duration.ofMillis(200);

  private Lake() {}

  /** All records of a topic, partition by partition in their order. */
  static List<ConsumerRecord<byte[], byte[]>> read(String bootstrap, String topic) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("isolation.level", "read_committed");
    settings.put("key.deserializer", ByteArrayDeserializer.class.getName());
    settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  /** The newest record of each key. */
  static Map<String, ConsumerRecord<byte[], byte[]>> newest(
      Collection<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
    records.forEach(each -> newest.put(key(each), each));
    return newest;
  }

  static String key(ConsumerRecord<byte[], byte[]> each) {
    return new String(each.key(), StandardCharsets.UTF_8);
  }

  /** A header's text, null when it is absent. */
  static @Nullable String header(ConsumerRecord<byte[], byte[]> each, String name) {
    Header header = each.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  static boolean isDeletion(ConsumerRecord<byte[], byte[]> each) {
    return header(each, "deleted") != null;
  }
}
