package io.stridelake.streams.season;

import io.stridelake.schema.AccountState;
import io.stridelake.schema.AccountValue;
import io.stridelake.streams.season.Waiting.Reason;
import io.stridelake.topics.Topic;
import io.stridelake.topics.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Counts what ingest-service has yet to fetch, from Kafka alone: events of the inbox from the
 * offset on that its group has committed, and accounts by what their topic says. Ingest commits an
 * offset in the transaction that stores what it fetched, and puts what has to wait back to the
 * inbox's end, so no event is in neither place.
 */
final class WaitingCount {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FETCH_WAIT_MS = 10;

  /** More than so many are "more than"; they are only told to people. */
  private static final int MOST_EVENTS = 100_000;

  private final TopicCatalogue topics;
  private final Map<String, Object> config;
  private final String group;
  private final Deserializer<AccountValue> accounts;

  /**
   * Counts in Kafka.
   *
   * @param group by which ingest-service reads the inbox
   * @param accounts reads the values of the accounts' topic
   */
  WaitingCount(
      TopicCatalogue topics,
      Map<String, Object> kafka,
      String group,
      Deserializer<AccountValue> accounts) {
    this.topics = topics;
    this.group = group;
    this.accounts = accounts;
    this.config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
  }

  /**
   * What waits now.
   *
   * @throws KafkaException if Kafka does not tell in time; then nobody knows
   */
  Waiting count() {
    Map<TopicPartition, OffsetAndMetadata> committed = committed();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Events events = events(consumer, committed);
      return new Waiting(
          events.count, events.accounts.size(), events.isEnough(), accounts(consumer));
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() {
    try (Admin admin = Admin.create(config)) {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException("asking how far ingest is", e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("Kafka does not tell how far ingest is", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Events that were counted. */
  private static final class Events {
    private long count;
    private final Set<Bytes> accounts = new HashSet<>();

    private boolean add(ConsumerRecord<byte[], byte[]> event) {
      count++;
      accounts.add(Bytes.wrap(event.key() == null ? new byte[0] : event.key()));
      return !isEnough();
    }

    private boolean isEnough() {
      return count >= MOST_EVENTS;
    }
  }

  private Events events(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> committed) {
    List<TopicPartition> partitions = partitions(topics.inbox());
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      long begin = begins.getOrDefault(partition, 0L);
      // What has outlived the inbox's retention is nowhere; before the first commit all waits.
      consumer.seek(partition, offset == null ? begin : Math.max(begin, offset.offset()));
    }
    Events events = new Events();
    read(consumer, partitions, events::add);
    return events;
  }

  private TreeMap<Reason, Integer> accounts(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(topics.accounts());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<Bytes, Reason> waiting = new HashMap<>();
    read(
        consumer,
        partitions,
        record -> {
          Reason reason = reason(record.topic(), record.value());
          if (reason == null) {
            waiting.remove(Bytes.wrap(record.key()));
          } else {
            waiting.put(Bytes.wrap(record.key()), reason);
          }
          return true;
        });
    TreeMap<Reason, Integer> counts = new TreeMap<>();
    waiting.values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
    return counts;
  }

  private @Nullable Reason reason(String topic, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    AccountValue account = accounts.deserialize(topic, value);
    if (account.getState() == AccountState.NEEDS_RECONNECT) {
      return Reason.NEEDS_RECONNECT;
    }
    return account.getState() == AccountState.CONNECTED && account.getBackfilledAt() == null
        ? Reason.BACKFILL
        : null;
  }

  private List<TopicPartition> partitions(Topic topic) {
    return IntStream.range(0, topics.partitionsOf(topic))
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .toList();
  }

  /** Reads up to the ends that are there now, for as long as the reader wants more. */
  private static void read(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Predicate<ConsumerRecord<byte[], byte[]>> reader) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long latest = System.nanoTime() + PATIENCE.toNanos();
    while (partitions.stream()
        .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
      if (System.nanoTime() - latest > 0) {
        throw new TimeoutException("reading " + partitions.getFirst().topic());
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        latest = System.nanoTime() + PATIENCE.toNanos();
        if (!reader.test(record)) {
          return;
        }
      }
    }
  }
}
