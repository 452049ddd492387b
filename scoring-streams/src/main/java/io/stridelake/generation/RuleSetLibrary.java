package io.stridelake.generation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.topics.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The rule sets that were ever stored, by version; a version never changes.
 *
 * <p>The topic is compacted, and compaction keeps the last record of a version. That is the first
 * one, because no other is ever written: whoever adds excludes all others while they look whether
 * the version is there and write it.
 */
public final class RuleSetLibrary {
  private final SingleLog log;

  /** A library in its topic, which waits a minute for Kafka. */
  public RuleSetLibrary(TopicCatalogue topics, Map<String, Object> kafka) {
    this.log = new SingleLog(topics.ruleSets(), kafka);
  }

  /**
   * A library in its topic.
   *
   * @param topics the installation's
   * @param kafka what a client needs to find Kafka
   * @param patience how long Kafka may be away
   */
  public RuleSetLibrary(TopicCatalogue topics, Map<String, Object> kafka, Duration patience) {
    this.log = new SingleLog(topics.ruleSets(), kafka, patience);
  }

  /** What came of adding a document. */
  public enum Addition {
    /** It was stored. */
    STORED,
    /** The same bytes were there already. */
    KNOWN,
    /** Its version has other bytes, and keeps them. */
    TAKEN
  }

  /**
   * A rule set as it was stored.
   *
   * @param version its own
   * @param storedAt when Kafka took it
   * @param bytes the document; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // Documents are compared by version.
  public record Stored(String version, Instant storedAt, byte[] bytes) {}

  /**
   * Stores a document under its own version, if that is free.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time; the document
   *     may then be stored or not, and adding it again tells
   */
  public Addition add(RuleSetDocument document) {
    String version = document.version();
    boolean stored =
        log.appendIf(
            records -> !byVersion(records).containsKey(version),
            version.getBytes(UTF_8),
            document.bytes());
    if (stored) {
      return Addition.STORED;
    }
    boolean same =
        document(version).filter(bytes -> Arrays.equals(bytes, document.bytes())).isPresent();
    return same ? Addition.KNOWN : Addition.TAKEN;
  }

  /**
   * Stores a document under its own version, unless it is there already.
   *
   * @throws RuleSetRefusedException if its version has other bytes
   */
  public void store(RuleSetDocument document) {
    if (add(document) == Addition.TAKEN) {
      throw new RuleSetRefusedException(
          "%s: version %s is stored already with other bytes (expected a new version)"
              .formatted(document.source(), document.version()));
    }
  }

  /** The document of a version. */
  public Optional<byte[]> document(String version) {
    return Optional.ofNullable(byVersion(log.read()).get(version)).map(Stored::bytes);
  }

  /** All rule sets, in the order in which they were stored. */
  public List<Stored> all() {
    return List.copyOf(byVersion(log.read()).values());
  }

  private static Map<String, Stored> byVersion(Collection<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Stored> stored = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String version = new String(record.key(), UTF_8);
      stored.putIfAbsent(
          version, new Stored(version, Instant.ofEpochMilli(record.timestamp()), record.value()));
    }
    return stored;
  }
}
