package io.stridelake.query.ruleset;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.rules.RuleSetWords;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The active rule set as the public API shows it.
 *
 * @param zone what "today" is decided in
 * @param words in plain English
 * @param data the document's own keys and values
 */
@Serdeable
record RulesDocument(
    int generation, String ruleSet, String zone, Words words, Map<String, Object> data) {

  /** The rule set in sentences, in the order of the document. */
  @Serdeable
  record Words(
      List<Sentence> general,
      List<Sentence> rules,
      List<Sentence> multipliers,
      List<Sentence> caps,
      List<Sentence> boards,
      List<Sentence> seasons) {
    static Words of(RuleSetWords words) {
      return new Words(
          sentences(words.general()),
          sentences(words.rules()),
          sentences(words.multipliers()),
          sentences(words.caps()),
          sentences(words.boards()),
          sentences(words.seasons()));
    }

    private static List<Sentence> sentences(List<RuleSetWords.Sentence> sentences) {
      return sentences.stream().map(said -> new Sentence(said.id(), said.text())).toList();
    }
  }

  /**
   * One sentence.
   *
   * @param id of what it is about, or null for the rule set as a whole
   */
  @Serdeable
  record Sentence(@Nullable String id, String text) {}
}
