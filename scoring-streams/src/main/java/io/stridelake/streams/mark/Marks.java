package io.stridelake.streams.mark;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import io.stridelake.topics.Mark;
import io.stridelake.topics.TopicCatalogue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where in the inputs marks lie, one in each partition.
 *
 * @param lake offsets by partition
 * @param roster offsets by partition
 */
@Serdeable
public record Marks(SortedMap<Integer, Long> lake, SortedMap<Integer, Long> roster) {
  private static final int PATIENCE_MS = 10_000;

  /**
   * Marks that were just written.
   *
   * @param marks where they lie
   * @param at when Kafka appended the first of them to the lake, by the broker's clock
   */
  public record Written(Marks marks, Instant at) {}

  /**
   * Writes marks.
   *
   * @throws KafkaException if Kafka does not take them in time
   */
  public static Written write(TopicCatalogue topics, Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<RecordMetadata> lake = sent(producer, Mark.ofLake(topics, Instant.now()));
      List<RecordMetadata> roster = sent(producer, Mark.ofRoster(topics));
      long at = lake.stream().mapToLong(RecordMetadata::timestamp).min().orElseThrow();
      return new Written(new Marks(offsets(lake), offsets(roster)), Instant.ofEpochMilli(at));
    }
  }

  private static List<RecordMetadata> sent(
      KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> marks) {
    List<Future<RecordMetadata>> sent = marks.stream().map(producer::send).toList();
    return sent.stream().map(Marks::taken).toList();
  }

  private static RecordMetadata taken(Future<RecordMetadata> mark) {
    try {
      return mark.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException("writing marks", e.getCause());
    }
  }

  private static SortedMap<Integer, Long> offsets(List<RecordMetadata> marks) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    marks.forEach(mark -> offsets.put(mark.partition(), mark.offset()));
    return offsets;
  }

  /** All of them. */
  public List<MarkPosition> positions() {
    return Stream.concat(
            positions(lake, MarkedInput.ACTIVITIES), positions(roster, MarkedInput.ROSTER))
        .toList();
  }

  /** The mark of one partition. */
  public MarkPosition at(MarkedInput input, int partition) {
    SortedMap<Integer, Long> offsets = input == MarkedInput.ACTIVITIES ? lake : roster;
    return new MarkPosition(input, partition, offsets.getOrDefault(partition, -1L));
  }

  /** Marks as a list has them. */
  public static Marks of(List<MarkPosition> positions) {
    Marks marks = new Marks(new TreeMap<>(), new TreeMap<>());
    for (MarkPosition mark : positions) {
      (mark.input() == MarkedInput.ACTIVITIES ? marks.lake : marks.roster)
          .put(mark.partition(), mark.offset());
    }
    return marks;
  }

  private static Stream<MarkPosition> positions(
      SortedMap<Integer, Long> offsets, MarkedInput input) {
    return offsets.entrySet().stream()
        .map(mark -> new MarkPosition(input, mark.getKey(), mark.getValue()));
  }
}
