package io.stridelake.generation;

import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSetReading;
import io.stridelake.rules.RuleSets;

/**
 * A rule set and the bytes that it was read from.
 *
 * @param ruleSet what the bytes say
 * @param bytes the YAML document as it was written; not to be changed
 * @param source where it is from, for messages
 */
@SuppressWarnings("ArrayRecordComponent") // Documents are compared by version.
public record RuleSetDocument(RuleSet ruleSet, byte[] bytes, String source) {
  /**
   * Reads a document that must be a rule set.
   *
   * @throws RuleSetRefusedException if it is not; it names every mistake with its place
   */
  public static RuleSetDocument of(byte[] bytes, String source) {
    return switch (RuleSets.read(bytes)) {
      case RuleSetReading.Accepted accepted ->
          new RuleSetDocument(accepted.ruleSet(), bytes, source);
      case RuleSetReading.Refused refused ->
          throw new RuleSetRefusedException(
              refused.mistakes().stream()
                  .map(mistake -> mistake.render(source))
                  .reduce((one, other) -> one + "\n" + other)
                  .orElse(source + ": not a rule set"));
    };
  }

  /** The version that the document gives itself. */
  public String version() {
    return ruleSet.version();
  }
}
