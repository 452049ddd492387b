package io.stridelake.streams;

import io.stridelake.topics.Topic;
import io.stridelake.topics.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** How far topics reach, and how far apps are behind the ends of their inputs. */
public final class KafkaPositions {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** What an open transaction wrote is not there yet. */
  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  private final Admin admin;

  /** Asks through the client, which the caller closes. */
  public KafkaPositions(Admin admin) {
    this.admin = admin;
  }

  /**
   * The number of offsets that the group has yet to commit, over all partitions that it committed
   * before. Transaction markers count as offsets, so an idle app may show a small number.
   *
   * @throws KafkaException if Kafka does not answer in time
   */
  public long lagOf(String applicationId) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata());
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        offsets(committed.keySet(), OffsetSpec.latest());
    long lag = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      OffsetAndMetadata position = committed.get(end.getKey());
      lag += Math.max(0, end.getValue().offset() - (position == null ? 0 : position.offset()));
    }
    return lag;
  }

  /**
   * How far an app is in one input partition.
   *
   * @param begin the first offset that is there
   * @param applied everything before it is applied and committed; the first one if nothing is
   * @param end everything before it is committed by its writers
   */
  public record Position(long begin, long applied, long end) {
    /** How many offsets are applied. */
    public long done() {
      return applied - begin;
    }

    /** How many offsets there are. */
    public long total() {
      return end - begin;
    }
  }

  /**
   * How far an app is in some topics.
   *
   * @throws KafkaException if Kafka does not answer in time
   */
  public Map<TopicPartition, Position> positions(
      String applicationId, TopicCatalogue catalogue, List<Topic> topics) {
    Set<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> partitions(topic.name(), catalogue.partitionsOf(topic)))
            .collect(Collectors.toSet());
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata());
    Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Position> positions = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long begin = offset(begins, partition);
      OffsetAndMetadata offset = committed.get(partition);
      long applied = offset == null ? begin : Math.max(begin, offset.offset());
      long end = Math.max(begin, offset(ends, partition));
      positions.put(partition, new Position(begin, Math.min(applied, end), end));
    }
    return positions;
  }

  /**
   * How many offsets were ever given in a topic, compacted or not, transaction markers included.
   *
   * @throws KafkaException if Kafka does not answer in time
   */
  public long writtenTo(String topic, int partitions) {
    Set<TopicPartition> all = partitions(topic, partitions).collect(Collectors.toSet());
    return offsets(all, OffsetSpec.latest()).values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    ListOffsetsResultInfo offset = offsets.get(partition);
    return offset == null ? 0 : offset.offset();
  }

  private static Stream<TopicPartition> partitions(String topic, int partitions) {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> new TopicPartition(topic, partition));
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Set<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> all =
        partitions.stream().collect(Collectors.toMap(Function.identity(), ignored -> spec));
    return get(admin.listOffsets(all, COMMITTED).all());
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException("asking for offsets", e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("no offsets in " + TIMEOUT, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
