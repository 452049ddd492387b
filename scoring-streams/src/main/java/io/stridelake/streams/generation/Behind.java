package io.stridelake.streams.generation;

import io.stridelake.streams.KafkaPositions.Position;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out whether an app has applied everything that was in its inputs at some moment. The moment
 * is the first look; from then on it only matters that the app gets that far, however much comes
 * meanwhile.
 */
final class Behind {
  /** Says whether there is nothing but transaction markers between two offsets. */
  interface Gaps {
    boolean isEmpty(TopicPartition partition, long from, long to);
  }

  /** So few offsets may be markers that the app has not committed past. */
  private static final long FEW = 1_000;

  private final Map<TopicPartition, Long> targets = new HashMap<>();

  /** Looks once, and again until it returns true. */
  boolean isCaughtUp(Map<TopicPartition, Position> positions, Gaps gaps) {
    positions.forEach((partition, now) -> targets.putIfAbsent(partition, now.end()));
    for (Map.Entry<TopicPartition, Position> position : positions.entrySet()) {
      Position now = position.getValue();
      long target = targets.getOrDefault(position.getKey(), now.end());
      long left = target - now.applied();
      if (left > FEW || (left > 0 && !gaps.isEmpty(position.getKey(), now.applied(), target))) {
        return false;
      }
    }
    return true;
  }
}
