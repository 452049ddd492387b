package io.stridelake.generation;

import io.stridelake.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads a topic of one partition from its beginning to its end, and appends to it. */
final class SingleLog {
  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicPartition partition;
  private final Map<String, Object> kafka;

  SingleLog(Topic topic, Map<String, Object> kafka) {
    this.partition = new TopicPartition(topic.name(), 0);
    this.kafka = Map.copyOf(kafka);
  }

  /** All records that were there when the call began, in their order. */
  List<ConsumerRecord<byte[], byte[]>> read() {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(POLL).records(partition).forEach(records::add);
      }
      return records;
    }
  }

  /** Appends a record and returns when Kafka has it durably. */
  void append(byte[] key, byte[] value) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("acks", "all");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(partition.topic(), 0, key, value)).get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException("appending to " + partition.topic(), e.getCause());
    }
  }
}
