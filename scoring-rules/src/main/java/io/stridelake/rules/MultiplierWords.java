package io.stridelake.rules;

import io.stridelake.rules.RuleSetWords.Sentence;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** A multiplier in a sentence. */
final class MultiplierWords {
  private MultiplierWords() {}

  static Sentence of(Multiplier multiplier) {
    StringBuilder text = new StringBuilder("Points");
    if (!multiplier.rules().isEmpty()) {
      text.append(" by ").append(multiplier.rules().stream().sorted().collect(joined()));
    }
    text.append(" times ").append(RuleWords.plain(multiplier.factor()));
    if (multiplier.from() != null) {
      text.append(" from ").append(multiplier.from());
    }
    if (multiplier.to() != null) {
      text.append(" to ").append(multiplier.to());
    }
    if (!multiplier.weekdays().isEmpty()) {
      text.append(" on ").append(weekdays(multiplier));
    }
    return new Sentence(multiplier.id(), text.append('.').toString());
  }

  private static String weekdays(Multiplier multiplier) {
    return multiplier.weekdays().stream()
        .sorted()
        .map((DayOfWeek day) -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
        .collect(joined());
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }
}
