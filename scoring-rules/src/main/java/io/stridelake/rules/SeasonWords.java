package io.stridelake.rules;

import io.stridelake.rules.RuleSetWords.Sentence;

/** A season in a sentence. */
final class SeasonWords {
  private SeasonWords() {}

  static Sentence of(Season season) {
    String grace =
        season.grace() == null ? "" : "; late activities are expected for " + season.grace();
    return new Sentence(season.id(), "From " + season.from() + " to " + season.to() + grace + ".");
  }
}
