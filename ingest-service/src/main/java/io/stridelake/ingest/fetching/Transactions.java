package io.stridelake.ingest.fetching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores outcomes. Every transaction carries the offsets of all partitions that it is about,
 * together with our membership of the group: once a partition belongs to another instance Kafka
 * refuses what we still hold for it, and until a transaction of ours has ended the other instance
 * does not learn where to begin.
 */
final class Transactions implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Transactions.class);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;

  Transactions(Producer<byte[], byte[]> producer) {
    this.producer = producer;
    producer.initTransactions();
  }

  /**
   * Stores the outcomes, all or none.
   *
   * @return false if our membership is no longer valid: nothing is stored, and a poll will tell
   *     what is still ours
   * @throws KafkaException if it failed in another way: nothing is stored or nobody knows
   */
  boolean store(List<Outcome> outcomes, ConsumerGroupMetadata member) {
    producer.beginTransaction();
    try {
      outcomes.forEach(outcome -> outcome.records().forEach(producer::send));
      producer.sendOffsetsToTransaction(offsets(outcomes), member);
      producer.commitTransaction();
      return true;
    } catch (CommitFailedException | RebalanceInProgressException e) {
      log.atInfo().setCause(e).log("Membership changed, outcomes wait");
      producer.abortTransaction();
      return false;
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(List<Outcome> outcomes) {
    Map<PartitionWork, Set<Held>> finishing = new HashMap<>();
    for (Outcome outcome : outcomes) {
      finishing
          .computeIfAbsent(outcome.lane().partition, partition -> new HashSet<>())
          .addAll(new ArrayList<>(outcome.finished()));
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    finishing.forEach(
        (partition, held) ->
            offsets.put(partition.id, new OffsetAndMetadata(partition.lowWater(held))));
    return offsets;
  }
}
