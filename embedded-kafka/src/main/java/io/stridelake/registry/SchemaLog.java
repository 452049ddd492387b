package io.stridelake.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The compacted topic that remembers schemas and settings.
 *
 * <p>A write is a transaction of one fixed id. When one fails it is unknown whether it took place,
 * so the writer is made anew, which ends what was open and shuts out any other registry, and the
 * topic is read to its end before anything else is written. Two registries on one topic therefore
 * take turns instead of giving an id twice.
 */
final class SchemaLog implements AutoCloseable {
  static final String TOPIC = "stridelake.schemas";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final Listener listener;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /** What is told of every record, in order, each once. */
  interface Listener {
    void onRecord(String key, String value);
  }

  SchemaLog(String bootstrapServers, Listener listener) {
    this.bootstrapServers = bootstrapServers;
    this.listener = listener;
    createTopic();
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "default.api.timeout.ms",
                (int) TIMEOUT.toMillis(),
                "allow.auto.create.topics",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(PARTITION));
    consumer.seekToBeginning(List.of(PARTITION));
    catchUp();
  }

  /** Tells the listener of everything that is committed by now. */
  synchronized void catchUp() {
    readTo(consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L));
  }

  private void readTo(long end) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (consumer.position(PARTITION) < end) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException(TOPIC + " was not read to its end in " + TIMEOUT);
      }
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
        listener.onRecord(new String(each.key(), UTF_8), new String(each.value(), UTF_8));
      }
    }
  }

  /** Makes this log the only writer and reads what others wrote; call before deciding a write. */
  synchronized void lead() {
    if (producer == null) {
      KafkaProducer<byte[], byte[]> next = newProducer();
      try {
        next.initTransactions();
      } catch (RuntimeException e) {
        next.close(Duration.ZERO);
        throw e;
      }
      producer = next;
    }
    catchUp();
  }

  /**
   * Writes one record, returns when it is committed and the listener has been told.
   *
   * @throws KafkaException if it is not known to be committed; call {@link #lead()} and decide anew
   */
  synchronized void append(String key, String value) {
    if (producer == null) {
      throw new IllegalStateException("append before lead");
    }
    try {
      producer.beginTransaction();
      Future<RecordMetadata> sent =
          producer.send(new ProducerRecord<>(TOPIC, 0, key.getBytes(UTF_8), value.getBytes(UTF_8)));
      producer.commitTransaction();
      // A commit is decided before readers see it, so the end that they see is not enough.
      readTo(sent.resultNow().offset() + 1);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      producer = null;
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
    consumer.close();
  }

  private KafkaProducer<byte[], byte[]> newProducer() {
    int timeout = (int) TIMEOUT.toMillis();
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "acks", "all",
            "transactional.id", "stridelake.registry",
            "transaction.timeout.ms", timeout,
            "max.block.ms", timeout,
            "delivery.timeout.ms", timeout,
            "request.timeout.ms", timeout / 2),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void createTopic() {
    NewTopic topic =
        new NewTopic(TOPIC, Optional.of(1), Optional.empty())
            .configs(Map.of("cleanup.policy", "compact", "retention.ms", "-1"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("topic " + TOPIC + " cannot be created", e.getCause());
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
