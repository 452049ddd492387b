package io.stridelake.streams;

import io.stridelake.topics.Partitions;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Puts all records of an athlete into one partition of every topic; a key that names no athlete is
 * hashed as a whole.
 *
 * @param <V> the values, which do not matter
 */
public final class AthletePartitioner<V> implements StreamPartitioner<byte[], V> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, @Nullable V value, int partitions) {
    return Optional.of(Set.of(Partitions.ofAthleteKey(key, partitions)));
  }
}
