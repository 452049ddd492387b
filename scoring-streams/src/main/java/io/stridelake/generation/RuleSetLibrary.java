package io.stridelake.generation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSetReading;
import io.stridelake.rules.RuleSets;
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
   * @return the rule set that it describes
   * @throws RuleSetRefusedException if it is not a rule set, or its version has other bytes
   */
  public RuleSet store(byte[] document, String source) {
    RuleSet ruleSet = accepted(document, source);
    Optional<byte[]> stored = document(ruleSet.version());
    if (stored.isEmpty()) {
      log.append(ruleSet.version().getBytes(UTF_8), document);
      stored = document(ruleSet.version());
    }
    if (!Arrays.equals(stored.orElseThrow(), document)) {
      throw new RuleSetRefusedException(
          "%s: version %s is stored already with other bytes (expected a new version)"
              .formatted(source, ruleSet.version()));
    }
    return ruleSet;
  }

  /** The document of a version; of two that were stored at once, the first. */
  public Optional<byte[]> document(String version) {
    Map<String, byte[]> documents = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : log.read()) {
      documents.putIfAbsent(new String(record.key(), UTF_8), record.value());
    }
    return Optional.ofNullable(documents.get(version));
  }

  /**
   * Reads a document that must be a rule set.
   *
   * @throws RuleSetRefusedException if it is not; it names every mistake with its place
   */
  public static RuleSet accepted(byte[] document, String source) {
    return switch (RuleSets.read(document)) {
      case RuleSetReading.Accepted accepted -> accepted.ruleSet();
      case RuleSetReading.Refused refused ->
          throw new RuleSetRefusedException(
              refused.mistakes().stream()
                  .map(mistake -> mistake.render(source))
                  .reduce((one, other) -> one + "\n" + other)
                  .orElse(source + ": not a rule set"));
    };
  }
}
