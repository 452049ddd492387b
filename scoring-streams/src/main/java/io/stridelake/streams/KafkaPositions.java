package io.stridelake.streams;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** How far topics reach, and how far apps are behind the ends of their inputs. */
public final class KafkaPositions {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

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
    Map<TopicPartition, ListOffsetsResultInfo> ends = ends(committed.keySet());
    long lag = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      OffsetAndMetadata position = committed.get(end.getKey());
      lag += Math.max(0, end.getValue().offset() - (position == null ? 0 : position.offset()));
    }
    return lag;
  }

  /**
   * How many offsets were ever given in a topic, compacted or not, transaction markers included.
   *
   * @throws KafkaException if Kafka does not answer in time
   */
  public long writtenTo(String topic, int partitions) {
    Set<TopicPartition> all =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toSet());
    return ends(all).values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), ignored -> OffsetSpec.latest()));
    return get(admin.listOffsets(latest).all());
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
