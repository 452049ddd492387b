package io.stridelake.streams.ruleset;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.generation.RuleSetLibrary;
import java.time.Instant;
import java.util.List;

/**
 * The rule sets that are stored.
 *
 * @param active the version that scores what is served
 * @param ruleSets all, in the order in which they were stored
 */
@Serdeable
record KnownRuleSets(String active, List<Known> ruleSets) {
  KnownRuleSets {
    ruleSets = List.copyOf(ruleSets);
  }

  /**
   * One of them.
   *
   * @param version its own
   * @param active whether it scores what is served
   * @param storedAt when Kafka took it
   * @param bytes how long the document is
   */
  @Serdeable
  record Known(String version, boolean active, Instant storedAt, int bytes) {}

  static KnownRuleSets of(String active, List<RuleSetLibrary.Stored> stored) {
    return new KnownRuleSets(
        active,
        stored.stream()
            .map(
                one ->
                    new Known(
                        one.version(),
                        one.version().equals(active),
                        one.storedAt(),
                        one.bytes().length))
            .toList());
  }
}
