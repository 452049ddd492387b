package io.stridelake.rules;

import io.stridelake.rules.RuleSetWords.Sentence;
import java.util.stream.Collectors;

/** A cap in a sentence. */
final class CapWords {
  private CapWords() {}

  static Sentence of(Cap cap) {
    String rules =
        cap.rules().isEmpty()
            ? ""
            : " by " + cap.rules().stream().sorted().collect(Collectors.joining(", "));
    return new Sentence(
        cap.id(),
        "At most %s points a %s%s, granted in the order in which activities started."
            .formatted(RuleWords.plain(cap.max()), cap.scope().word(), rules));
  }
}
