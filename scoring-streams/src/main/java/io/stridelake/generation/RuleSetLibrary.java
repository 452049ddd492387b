package io.stridelake.generation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.topics.TopicCatalogue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The rule sets that were ever stored, by version; a version never changes. */
public final class RuleSetLibrary {
  private final SingleLog log;

  /** A library in its topic. */
  public RuleSetLibrary(TopicCatalogue topics, Map<String, Object> kafka) {
    this.log = new SingleLog(topics.ruleSets(), kafka);
  }

  /**
   * Stores a document under its own version, unless it is there already.
   *
   * @throws RuleSetRefusedException if its version has other bytes
   */
  public void store(RuleSetDocument document) {
    Optional<byte[]> stored = document(document.version());
    if (stored.isEmpty()) {
      log.append(document.version().getBytes(UTF_8), document.bytes());
      stored = document(document.version());
    }
    if (!Arrays.equals(stored.orElseThrow(), document.bytes())) {
      throw new RuleSetRefusedException(
          "%s: version %s is stored already with other bytes (expected a new version)"
              .formatted(document.source(), document.version()));
    }
  }

  /** The document of a version; of two that were stored at once, the first. */
  public Optional<byte[]> document(String version) {
    Map<String, byte[]> documents = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : log.read()) {
      documents.putIfAbsent(new String(record.key(), UTF_8), record.value());
    }
    return Optional.ofNullable(documents.get(version));
  }
}
