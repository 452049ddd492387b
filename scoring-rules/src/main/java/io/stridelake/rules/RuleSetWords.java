package io.stridelake.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule set in plain English, for people who want to know how points come about.
 *
 * @param general about the whole rule set
 * @param rules in their order: the first that matches scores an activity
 * @param multipliers in their order
 * @param caps in their order
 * @param boards in their order
 * @param seasons in their order
 */
public record RuleSetWords(
    List<Sentence> general,
    List<Sentence> rules,
    List<Sentence> multipliers,
    List<Sentence> caps,
    List<Sentence> boards,
    List<Sentence> seasons) {
  public RuleSetWords {
    general = List.copyOf(general);
    rules = List.copyOf(rules);
    multipliers = List.copyOf(multipliers);
    caps = List.copyOf(caps);
    boards = List.copyOf(boards);
    seasons = List.copyOf(seasons);
  }

  /**
   * One sentence.
   *
   * @param id of what it is about, or null for the rule set as a whole
   * @param text a whole sentence
   */
  public record Sentence(@Nullable String id, String text) {}

  /** Describes a rule set. */
  public static RuleSetWords describe(RuleSet ruleSet) {
    return new RuleSetWords(
        GeneralWords.of(ruleSet),
        ruleSet.rules().stream().map(RuleWords::of).toList(),
        ruleSet.multipliers().stream().map(MultiplierWords::of).toList(),
        ruleSet.caps().stream().map(CapWords::of).toList(),
        ruleSet.boards().stream().map(BoardWords::of).toList(),
        ruleSet.seasons().stream().map(SeasonWords::of).toList());
  }
}
