package io.stridelake.ingest.tables;

import io.stridelake.ingest.kafka.KafkaClients;
import io.stridelake.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compacted topic in memory, kept up to date by a thread of its own. Only what is committed is in
 * it. It knows how far it has read, so that who wrote something can wait until it is in here.
 *
 * @param <K> key
 * @param <V> value; an empty one in Kafka removes the key
 */
public final class TopicTable<K, V> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicTable.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final Topic topic;
  private final Function<byte[], K> keys;
  private final BiFunction<K, byte[], V> values;
  private final Map<K, V> rows = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean complete;
  private volatile @Nullable Throwable failure;

  /**
   * A table that reads nothing before {@link #start()}.
   *
   * @param keys reads a key
   * @param values reads the value of a key; a {@link RetriableException} is tried again
   */
  public TopicTable(
      KafkaClients clients,
      Topic topic,
      Function<byte[], K> keys,
      BiFunction<K, byte[], V> values) {
    this.clients = clients;
    this.topic = topic;
    this.keys = keys;
    this.values = values;
    this.thread = Thread.ofPlatform().daemon().name("table " + topic.name()).unstarted(this::run);
  }

  /** Starts reading. The topic must exist. */
  public void start() {
    thread.start();
  }

  /** The value under the key, as far as it was read. */
  public Optional<V> get(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** All values, without order; it may change while it is read. */
  public Collection<V> all() {
    return rows.values();
  }

  /** Whether everything that was there at the start has been read. */
  public boolean isComplete() {
    return complete;
  }

  /** Why it stopped, if it did: a record that nobody can read. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * Waits until everything that is in the topic now, also what is not yet committed, has been read.
   *
   * @throws KafkaException if Kafka does not answer, or not in time
   */
  public void readToEnd(Duration timeout) {
    awaitPositions(ends(timeout), timeout);
  }

  /**
   * Waits until the records before these offsets have been read.
   *
   * @throws TimeoutException if that takes longer
   */
  public void awaitPositions(Map<TopicPartition, Long> ends, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (positions) {
      while (!hasReached(ends)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || failure != null || closed) {
          throw new TimeoutException(topic.name() + " was not read to its end in time");
        }
        pause(left);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    if (!thread.isAlive()) {
      // Kafka never answered; a start that comes after this ends at once.
      return;
    }
    try {
      // an interrupted consumer cannot close its connections, so it may end its poll first
      if (!thread.join(Duration.ofSeconds(2))) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(3));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasReached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private void pause(long millis) {
    try {
      positions.wait(millis);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The high watermarks: open transactions hold back a reader, not what it must wait for. */
  private Map<TopicPartition, Long> ends(Duration timeout) {
    try (Admin admin = clients.admin(Math.toIntExact(timeout.toMillis()))) {
      Map<TopicPartition, OffsetSpec> latest = new ConcurrentHashMap<>();
      partitions().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
      Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
      admin
          .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .all()
          .get()
          .forEach((partition, info) -> ends.put(partition, info.offset()));
      return ends;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 0; i < clients.topics().partitionsOf(topic); i++) {
      partitions.add(new TopicPartition(topic.name(), i));
    }
    return partitions;
  }

  private void run() {
    while (!closed) {
      try (Consumer<byte[], byte[]> consumer =
          clients.consumer("stridelake-ingest-table-" + topic.name(), Map.of())) {
        follow(consumer);
      } catch (WakeupException | InterruptException e) {
        log.atDebug().addKeyValue("topic", topic.name()).log("Table reader interrupted");
      } catch (KafkaException e) {
        log.atWarn().addKeyValue("topic", topic.name()).setCause(e).log("Table reader restarts");
        sleep();
      } catch (RuntimeException e) {
        failure = e;
        log.atError().addKeyValue("topic", topic.name()).setCause(e).log("Table reader stopped");
        return;
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    partitions.forEach(
        partition -> {
          Long position = positions.get(partition);
          if (position == null) {
            consumer.seekToBeginning(List.of(partition));
          } else {
            consumer.seek(partition, position);
          }
        });
    Map<TopicPartition, Long> ends = complete ? Map.of() : consumer.endOffsets(partitions);
    while (!closed) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      records.forEach(this::apply);
      synchronized (positions) {
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        positions.notifyAll();
      }
      if (!complete && hasReached(ends)) {
        complete = true;
        log.atInfo()
            .addKeyValue("topic", topic.name())
            .addKeyValue("rows", rows.size())
            .log("Table read");
      }
    }
  }

  private void apply(ConsumerRecord<byte[], byte[]> read) {
    K key = keys.apply(read.key());
    if (read.value() == null) {
      rows.remove(key);
      return;
    }
    while (true) {
      try {
        rows.put(key, values.apply(key, read.value()));
        return;
      } catch (RetriableException e) {
        log.atWarn().addKeyValue("topic", topic.name()).setCause(e).log("Schema registry awaited");
        if (closed) {
          throw e;
        }
        sleep();
      }
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
