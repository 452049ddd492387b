package io.stridelake.streams;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** How far an app's committed positions are behind the ends of its inputs. */
public final class AppLag {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Admin admin;

  /** Asks through the client, which the caller closes. */
  public AppLag(Admin admin) {
    this.admin = admin;
  }

  /**
   * The number of offsets that the group has yet to commit, over all partitions that it committed
   * before. Transaction markers count as offsets, so an idle app may show a small number.
   *
   * @throws KafkaException if Kafka does not answer in time
   */
  public long of(String applicationId) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata());
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        get(
            admin
                .listOffsets(
                    committed.keySet().stream()
                        .collect(
                            Collectors.toMap(Function.identity(), ignored -> OffsetSpec.latest())))
                .all());
    long lag = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      OffsetAndMetadata position = committed.get(end.getKey());
      lag += Math.max(0, end.getValue().offset() - (position == null ? 0 : position.offset()));
    }
    return lag;
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
