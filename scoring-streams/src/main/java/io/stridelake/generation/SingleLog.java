package io.stridelake.generation;

import io.stridelake.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads a topic of one partition from its beginning to its end, and appends to it. */
final class SingleLog {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TRANSACTION = Duration.ofSeconds(15);
  private static final int FETCH_WAIT_MS = 10;
  private static final int FOLLOWING_WAIT_MS = 500;
  private static final int LONGEST_PAUSE_MS = 250;

  private final TopicPartition partition;
  private final Map<String, Object> kafka;
  private final Duration patience;

  /** A log that waits a minute for Kafka. */
  SingleLog(Topic topic, Map<String, Object> kafka) {
    this(topic, kafka, PATIENCE);
  }

  /**
   * A log.
   *
   * @param topic of one partition
   * @param kafka what a client needs to find Kafka
   * @param patience how long Kafka may be away
   */
  SingleLog(Topic topic, Map<String, Object> kafka, Duration patience) {
    this.partition = new TopicPartition(topic.name(), 0);
    this.kafka = Map.copyOf(kafka);
    this.patience = patience;
  }

  /**
   * All records that were there when the call began, in their order.
   *
   * @throws KafkaException if Kafka does not give them in time
   */
  List<ConsumerRecord<byte[], byte[]>> read() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(FETCH_WAIT_MS)) {
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      long latest = System.nanoTime() + patience.toNanos();
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (consumer.position(partition) < end) {
        if (System.nanoTime() > latest) {
          throw new TimeoutException("reading " + partition + " up to offset " + end);
        }
        consumer.poll(POLL).records(partition).forEach(records::add);
      }
      return records;
    }
  }

  /**
   * A reader of the whole log that then waits for what comes.
   *
   * @throws KafkaException if Kafka does not say in time where the log ends
   */
  Tail follow() {
    return new Tail(consumer(FOLLOWING_WAIT_MS));
  }

  /** Reads on and on, from the beginning; for one thread, apart from {@link #stop}. */
  final class Tail implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;

    private Tail(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    /**
     * The next records, or none if none come in time.
     *
     * @throws KafkaException if Kafka refuses
     */
    List<ConsumerRecord<byte[], byte[]>> next(Duration patience) {
      return consumer.poll(patience).records(partition);
    }

    /** Has {@link #next} throw a {@link org.apache.kafka.common.errors.WakeupException}. */
    void stop() {
      consumer.wakeup();
    }

    /** Whether everything that is there has been read. */
    boolean isAtEnd() {
      return consumer.currentLag(partition).orElse(Long.MAX_VALUE) == 0;
    }

    @Override
    public void close() {
      consumer.close();
    }
  }

  /**
   * Appends a record and returns when Kafka has it durably.
   *
   * @return its offset
   * @throws KafkaException if Kafka does not take it in time; it may then be there or not
   */
  long append(byte[] key, byte[] value) {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      return producer.send(new ProducerRecord<>(partition.topic(), 0, key, value)).get().offset();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException("appending to " + partition.topic(), e.getCause());
    }
  }

  /**
   * Appends a record if the log as it stands right before it allows that, and says whether it did.
   * Writers exclude each other: all use one transactional id, so that who begins later fences the
   * others off, and reads whatever they completed before. Who fails, as by being fenced off, looks
   * again; was the record appended nevertheless, it is found then. A record that was refused is
   * therefore never in the log, not even for compaction, which keeps the last of a key.
   *
   * @throws KafkaException if Kafka does not take it in time, or others keep coming first
   */
  boolean appendIf(
      Predicate<List<ConsumerRecord<byte[], byte[]>>> allowed, byte[] key, byte[] value) {
    long latest = System.nanoTime() + patience.toNanos();
    while (allowed.test(read())) {
      try {
        return appendAlone(allowed, key, value);
      } catch (KafkaException e) {
        // Mostly fenced off by another writer, which brokers say in several ways, unknown ones too.
        if (System.nanoTime() > latest) {
          throw e;
        }
        pause();
      }
    }
    return false;
  }

  /**
   * At the beginning of the log.
   *
   * @param waitMs how long the broker may hold back its answer where there is nothing, and so how
   *     long a close may take
   */
  private KafkaConsumer<byte[], byte[]> consumer(int waitMs) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, waitMs);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(patience));
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(patience.dividedBy(2)));
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    return consumer;
  }

  private boolean appendAlone(
      Predicate<List<ConsumerRecord<byte[], byte[]>>> allowed, byte[] key, byte[] value) {
    Map<String, Object> alone =
        Map.of(
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            partition.topic() + ".writer",
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            millis(TRANSACTION));
    try (KafkaProducer<byte[], byte[]> producer = producer(alone)) {
      producer.initTransactions();
      if (!allowed.test(read())) {
        return false;
      }
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(partition.topic(), 0, key, value));
      producer.commitTransaction();
      return true;
    }
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(patience));
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(patience.dividedBy(2)));
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(patience));
    config.putAll(more);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A random one, so that two do not fence each other off for ever. */
  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MS));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
