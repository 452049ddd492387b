package io.stridelake.streams.membership;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of each input partition an app has yet to fetch, as its consumers see it:
 * whether it replays old records or reads new ones as they come. No clock is asked for that.
 */
public final class InputLag {
  /** Fewer are fetched at once: the app has caught up. */
  private static final long FEW = 1_000;

  private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();

  /** Takes note of how many records come behind the last one that was fetched. */
  public void note(TopicPartition partition, long records) {
    left.put(partition, records);
  }

  /** Whether few records are left to fetch; not while nothing is known of the partition. */
  public boolean isNearEnd(TopicPartition partition) {
    return left.getOrDefault(partition, Long.MAX_VALUE) < FEW;
  }
}
