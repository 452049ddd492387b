package io.stridelake.streams.season;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.AthleteSeason;
import io.stridelake.ranking.season.SeasonResults;
import io.stridelake.schema.SeasonResultValue;
import io.stridelake.topics.SeasonResultKey;
import io.stridelake.topics.TopicCatalogue;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes a partition's part of a season, and behind it the record that closes it. It holds no more
 * than {@value #BUFFER_BYTES} bytes that Kafka has not taken yet.
 */
final class SeasonWriter {
  private static final int PATIENCE_MS = 30_000;
  private static final long BUFFER_BYTES = 4 * 1024 * 1024;

  private final TopicCatalogue topics;
  private final Map<String, Object> config;
  private final Serializer<SeasonResultValue> values;

  SeasonWriter(
      TopicCatalogue topics, Map<String, Object> kafka, Serializer<SeasonResultValue> values) {
    this.topics = topics;
    this.values = values;
    this.config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
  }

  /**
   * Returns when Kafka has everything.
   *
   * @param lock the attempt's id
   * @param athletes are read one by one
   * @return how many there were
   * @throws KafkaException if Kafka does not take all of it in time
   */
  int write(
      String season,
      String lock,
      int partition,
      Iterator<KeyValue<AthleteId, AthleteSeason>> athletes) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    int written = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      while (athletes.hasNext() && failure.get() == null) {
        KeyValue<AthleteId, AthleteSeason> next = athletes.next();
        SeasonResultKey key = new SeasonResultKey(season, lock, next.key);
        send(producer, record(key, partition, SeasonResults.toAvro(next.value)), failure);
        written++;
      }
      producer.flush();
      if (failure.get() == null) {
        SeasonResultKey key = new SeasonResultKey(season, lock, null);
        send(producer, record(key, partition, SeasonResults.toAvro(written)), failure);
        producer.flush();
      }
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new KafkaException("writing season " + season, failed);
    }
    return written;
  }

  private ProducerRecord<byte[], byte[]> record(
      SeasonResultKey key, int partition, SeasonResultValue value) {
    String topic = topics.seasonResults().name();
    return new ProducerRecord<>(topic, partition, key.bytes(), values.serialize(topic, value));
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      ProducerRecord<byte[], byte[]> record,
      AtomicReference<@Nullable Exception> failure) {
    producer.send(
        record,
        (_, exception) -> {
          if (exception != null) {
            failure.compareAndSet(null, exception);
          }
        });
  }
}
