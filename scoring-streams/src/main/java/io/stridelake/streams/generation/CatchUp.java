package io.stridelake.streams.generation;

import io.stridelake.generation.Generation;
import io.stridelake.generation.Source;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.streams.KafkaPositions;
import io.stridelake.streams.KafkaPositions.Position;
import io.stridelake.topics.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Watches how derivations catch up with their inputs, by what their groups have committed: any
 * instance can see all of them.
 */
final class CatchUp {
  private static final Duration RATE_OVER = Duration.ofSeconds(20);

  private final KafkaPositions positions;
  private final TopicCatalogue topics;
  private final Behind.Gaps gaps;
  private final LongSupplier nanoClock;
  private final Map<String, Watch> watches = new ConcurrentHashMap<>();

  CatchUp(
      KafkaPositions positions, TopicCatalogue topics, Behind.Gaps gaps, LongSupplier nanoClock) {
    this.positions = positions;
    this.topics = topics;
    this.gaps = gaps;
    this.nanoClock = nanoClock;
  }

  /**
   * Looks at what the derivation's groups have committed.
   *
   * @return which of its partitions are complete
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time
   */
  Completeness look(Generation generation) {
    Watch watch =
        watches.computeIfAbsent(
            generation.applicationId(), id -> new Watch(new Completeness(id, topics.partitions())));
    synchronized (watch) {
      long now = nanoClock.getAsLong();
      // Also of one from the catalogue: that may be being derived itself, after a reset.
      Map<TopicPartition, Position> lake = lake(generation);
      Map<TopicPartition, Position> inputs = inputs(generation);
      watch.sample(now, sum(counted(lake, generation), inputs, Position::done));
      watch.completeness.look(now, lake, inputs, gaps);
      return watch.completeness;
    }
  }

  /** Which partitions are complete, as far as was looked; none before the first look. */
  Optional<Completeness> completeness(Generation generation) {
    return Optional.ofNullable(watches.get(generation.applicationId()))
        .map(watch -> watch.completeness);
  }

  /**
   * How far it is now.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time
   */
  Progress progress(Generation generation) {
    Map<TopicPartition, Position> lake = lake(generation);
    Map<TopicPartition, Position> inputs = inputs(generation);
    Map<TopicPartition, Position> counted = counted(lake, generation);
    long total = sum(counted, inputs, Position::total);
    long lakeLeft = sum(lake, Map.of(), position -> position.end() - position.applied());
    Watch watch = watches.get(generation.applicationId());
    // Each record that the catalogue has yet to read will come to the rankings as one more.
    return Progress.of(
        sum(counted, inputs, Position::done),
        total + lakeLeft,
        watch == null ? null : watch.rate(nanoClock.getAsLong()));
  }

  /** By partition and input topic, the offset behind the last that is applied and committed. */
  SortedMap<Integer, Map<String, Long>> applied(Generation generation) {
    SortedMap<Integer, Map<String, Long>> applied = new TreeMap<>();
    inputs(generation)
        .forEach(
            (partition, position) ->
                applied
                    .computeIfAbsent(partition.partition(), ignored -> new TreeMap<>())
                    .put(partition.topic(), position.applied()));
    return applied;
  }

  /** Whether everything that is in the inputs now is applied before long. */
  boolean comesUp(Generation generation, Duration patience) throws InterruptedException {
    Behind now = new Behind();
    long latest = nanoClock.getAsLong() + patience.toNanos();
    while (!now.isCaughtUp(inputs(generation), gaps)) {
      if (nanoClock.getAsLong() > latest) {
        return false;
      }
      Thread.sleep(100);
    }
    return true;
  }

  /** Forgets all others. */
  void retain(Collection<Generation> derived) {
    watches
        .keySet()
        .retainAll(Set.copyOf(derived.stream().map(Generation::applicationId).toList()));
  }

  private Map<TopicPartition, Position> lake(Generation generation) {
    return positions.positions(
        Generation.catalogueApplicationId(generation.catalogue()), topics, List.of(topics.lake()));
  }

  /** Reading the lake is part of the work of those that have a catalogue of their own. */
  private static Map<TopicPartition, Position> counted(
      Map<TopicPartition, Position> lake, Generation generation) {
    return generation.source() == Source.LAKE ? lake : Map.of();
  }

  private Map<TopicPartition, Position> inputs(Generation generation) {
    return positions.positions(
        generation.applicationId(),
        topics,
        RankingTopology.inputTopics(topics, generation.catalogue()));
  }

  private static long sum(
      Map<TopicPartition, Position> some,
      Map<TopicPartition, Position> others,
      ToLongFunction<Position> what) {
    return some.values().stream().mapToLong(what).sum()
        + others.values().stream().mapToLong(what).sum();
  }

  /** One derivation. */
  private static final class Watch {
    private record Sample(long nanos, long done) {}

    private final Completeness completeness;
    private final Deque<Sample> samples = new ArrayDeque<>();

    Watch(Completeness completeness) {
      this.completeness = completeness;
    }

    synchronized void sample(long now, long done) {
      samples.add(new Sample(now, done));
      while (samples.size() > 2 && now - samples.getFirst().nanos > RATE_OVER.toNanos()) {
        samples.removeFirst();
      }
    }

    /** Records in a second, or null before there is anything to tell it by. */
    synchronized @Nullable Double rate(long now) {
      if (samples.size() < 2) {
        return null;
      }
      Sample first = samples.getFirst();
      double seconds = (now - first.nanos) / 1e9;
      return seconds <= 0 ? null : (samples.getLast().done - first.done) / seconds;
    }
  }
}
