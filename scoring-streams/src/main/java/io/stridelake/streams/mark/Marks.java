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
   * Writes marks.
   *
   * @throws KafkaException if Kafka does not take them in time
   */
  public static Marks write(TopicCatalogue topics, Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      return new Marks(
          offsets(producer, Mark.ofLake(topics, Instant.now())),
          offsets(producer, Mark.ofRoster(topics)));
    }
  }

  private static SortedMap<Integer, Long> offsets(
      KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> marks) {
    List<Future<RecordMetadata>> sent = marks.stream().map(producer::send).toList();
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    try {
      for (Future<RecordMetadata> mark : sent) {
        offsets.put(mark.get().partition(), mark.get().offset());
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException("writing marks", e.getCause());
    }
    return offsets;
  }

  /** All of them. */
  public List<MarkPosition> positions() {
    return Stream.concat(
            positions(lake, MarkedInput.ACTIVITIES), positions(roster, MarkedInput.ROSTER))
        .toList();
  }

  private static Stream<MarkPosition> positions(
      SortedMap<Integer, Long> offsets, MarkedInput input) {
    return offsets.entrySet().stream()
        .map(mark -> new MarkPosition(input, mark.getKey(), mark.getValue()));
  }
}
