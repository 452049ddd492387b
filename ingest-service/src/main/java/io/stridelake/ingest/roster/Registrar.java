package io.stridelake.ingest.roster;

import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.kafka.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who belongs to whom: whatever adds athletes or links accounts goes through here, one
 * change at a time over all instances.
 *
 * <p>All instances use one transactional id. Who begins fences everybody before and reads the
 * tables to their end; as long as nobody fences it in turn nobody else can have changed anything,
 * so what it decides from the tables still holds when it commits. If it was fenced, it decides
 * anew.
 */
@Singleton
public final class Registrar {
  private static final Logger log = LoggerFactory.getLogger(Registrar.class);
  private static final String TRANSACTIONAL_ID = "stridelake-ingest-registrar";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLOSE = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 5;

  private final KafkaClients clients;
  private final Roster roster;
  private final Accounts accounts;
  private final ReentrantLock lock = new ReentrantLock(true);
  private @Nullable Producer<byte[], byte[]> producer;

  Registrar(KafkaClients clients, Roster roster, Accounts accounts) {
    this.clients = clients;
    this.roster = roster;
    this.accounts = accounts;
  }

  /**
   * What a decision came to.
   *
   * @param records to be written together
   * @param result for the caller
   */
  public record Change<T>(List<ProducerRecord<byte[], byte[]>> records, T result) {
    public Change {
      records = List.copyOf(records);
    }
  }

  /**
   * Decides and writes. When it returns the tables of this instance have what was written.
   *
   * @param decision looks at the tables; may be called again; its exceptions change nothing
   * @throws KafkaException if Kafka or the registry fails
   */
  public <T> T change(Supplier<Change<T>> decision) {
    lock.lock();
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return attempt(decision);
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
          discard();
          if (attempt == ATTEMPTS) {
            throw e;
          }
          log.atInfo().log("Another instance changed the roster, deciding anew");
        } catch (KafkaException e) {
          discard();
          throw e;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private <T> T attempt(Supplier<Change<T>> decision) {
    Producer<byte[], byte[]> current = open();
    Change<T> change = decision.get();
    if (!change.records().isEmpty()) {
      awaitTables(write(current, change.records()));
    }
    return change.result();
  }

  private Producer<byte[], byte[]> open() {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      current =
          clients.producer(
              "stridelake-ingest-registrar",
              Map.of(
                  ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                  TRANSACTIONAL_ID,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG,
                  PATIENCE.toMillis(),
                  ProducerConfig.LINGER_MS_CONFIG,
                  0));
      producer = current;
      current.initTransactions();
      roster.table().readToEnd(PATIENCE);
      accounts.table().readToEnd(PATIENCE);
    }
    return current;
  }

  private static List<Future<RecordMetadata>> write(
      Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
    producer.beginTransaction();
    List<Future<RecordMetadata>> written = new ArrayList<>();
    records.forEach(each -> written.add(producer.send(each)));
    producer.commitTransaction();
    return written;
  }

  /** If the tables do not follow, the next change must read them to their end again. */
  private void awaitTables(List<Future<RecordMetadata>> written) {
    Map<String, Map<TopicPartition, Long>> ends = new HashMap<>();
    for (Future<RecordMetadata> each : written) {
      RecordMetadata place = each.resultNow();
      ends.computeIfAbsent(place.topic(), topic -> new HashMap<>())
          .merge(
              new TopicPartition(place.topic(), place.partition()), place.offset() + 1, Math::max);
    }
    try {
      roster
          .table()
          .awaitPositions(ends.getOrDefault(clients.topics().roster().name(), Map.of()), PATIENCE);
      accounts
          .table()
          .awaitPositions(
              ends.getOrDefault(clients.topics().accounts().name(), Map.of()), PATIENCE);
    } catch (KafkaException e) {
      log.atWarn().setCause(e).log("Tables do not follow what was written");
      discard();
    }
  }

  private void discard() {
    Producer<byte[], byte[]> current = producer;
    producer = null;
    if (current != null) {
      current.close(CLOSE);
    }
  }

  @PreDestroy
  void close() {
    lock.lock();
    try {
      discard();
    } finally {
      lock.unlock();
    }
  }
}
