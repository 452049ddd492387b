package io.stridelake.streams.generation;

import io.stridelake.streams.KafkaPositions.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions of a derivation are complete, by what its groups have committed. A partition is
 * complete once the group of the catalogue has committed what was in the lake at the first look,
 * and then the group of the rankings what was in its own inputs.
 *
 * <p>It is not remembered for longer than the process lives, since anybody may set the offsets back
 * while no instance runs. Where they went back while this one lived (it was paused, or cut off, and
 * lost its place) the partition has to be caught up anew, with the ends as they are now.
 */
final class Completeness {
  private static final Logger log = LoggerFactory.getLogger(Completeness.class);

  private final String applicationId;
  private final PartitionProgress[] partitions;
  private volatile long lookedAt = Long.MIN_VALUE;

  /**
   * Of a derivation of which nothing is known yet.
   *
   * @param applicationId its id, for the log
   * @param partitions how many it has
   */
  Completeness(String applicationId, int partitions) {
    this.applicationId = applicationId;
    this.partitions =
        IntStream.range(0, partitions)
            .mapToObj(ignored -> new PartitionProgress())
            .toArray(PartitionProgress[]::new);
  }

  /** Whether everything that was in the partition's inputs is applied. */
  boolean isComplete(int partition) {
    return partition >= 0 && partition < partitions.length && partitions[partition].complete;
  }

  /** Whether all partitions are complete. */
  boolean isComplete() {
    return IntStream.range(0, partitions.length).allMatch(this::isComplete);
  }

  /** When the committed offsets were looked at last, by the clock of {@link System#nanoTime}. */
  long lookedAt() {
    return lookedAt;
  }

  /**
   * Looks at what the groups have committed.
   *
   * @param at when the look began
   * @param lake how far the catalogue's group is in the lake
   * @param inputs how far the rankings' group is in its inputs; asked for after {@code lake}
   */
  synchronized void look(
      long at,
      Map<TopicPartition, Position> lake,
      Map<TopicPartition, Position> inputs,
      Behind.Gaps gaps) {
    Map<Integer, Map<TopicPartition, Position>> byPartition = new HashMap<>();
    inputs.forEach(
        (partition, position) ->
            byPartition
                .computeIfAbsent(partition.partition(), ignored -> new HashMap<>())
                .put(partition, position));
    lake.forEach(
        (partition, position) -> {
          if (partition.partition() < partitions.length) {
            partitions[partition.partition()].look(
                Map.of(partition, position),
                byPartition.getOrDefault(partition.partition(), Map.of()),
                gaps);
          }
        });
    lookedAt = at;
  }

  /** One partition, with its part of the lake and of each input of the rankings. */
  private final class PartitionProgress {
    private final Map<TopicPartition, Long> farthest = new HashMap<>();
    private Behind catalogue = new Behind();
    private Behind ranking = new Behind();
    private volatile boolean complete;

    void look(
        Map<TopicPartition, Position> lake,
        Map<TopicPartition, Position> inputs,
        Behind.Gaps gaps) {
      // Not short-circuited: each must be noted.
      if (isSetBack(lake) | isSetBack(inputs)) {
        complete = false;
        catalogue = new Behind();
        ranking = new Behind();
      }
      // What the catalogue has yet to write is not at its end now, so that comes first.
      if (!complete && catalogue.isCaughtUp(lake, gaps)) {
        complete = ranking.isCaughtUp(inputs, gaps);
      }
    }

    private boolean isSetBack(Map<TopicPartition, Position> positions) {
      boolean setBack = false;
      for (Map.Entry<TopicPartition, Position> position : positions.entrySet()) {
        long applied = position.getValue().applied();
        long before = Objects.requireNonNullElse(farthest.put(position.getKey(), applied), 0L);
        if (applied < before) {
          log.atWarn()
              .addKeyValue("application", applicationId)
              .addKeyValue("topic", position.getKey().topic())
              .addKeyValue("partition", position.getKey().partition())
              .addKeyValue("from", before)
              .addKeyValue("to", applied)
              .log("Offsets were set back: the partition answers once it has caught up again");
          setBack = true;
        }
      }
      return setBack;
    }
  }
}
