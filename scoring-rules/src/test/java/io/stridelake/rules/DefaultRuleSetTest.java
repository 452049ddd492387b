package io.stridelake.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.rules.RuleSetWords.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DefaultRuleSetTest {
  private final RuleSet ruleSet = read();

  @Test
  void shouldDeclareTheFiveBoards() {
    assertThat(ruleSet.boards())
        .extracting(Board::id)
        .containsExactly("athletes", "departments", "sports", "climbers", "ten-thousand-km");
    assertThat(ruleSet.version()).isEqualTo("2026-11");
    assertThat(ruleSet.zone()).isNull();
  }

  /** The golden text shows each change of the default rules in review. */
  @Test
  void shouldSayWhatTheGoldenTextSays() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("default-rules.txt")) {
      assertThat(golden).isNotNull();
      assertThat(text(RuleSetWords.describe(ruleSet)))
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String text(RuleSetWords words) {
    return Stream.of(
            words.general(),
            words.rules(),
            words.multipliers(),
            words.caps(),
            words.boards(),
            words.seasons())
        .flatMap(List::stream)
        .map(DefaultRuleSetTest::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(Sentence sentence) {
    return sentence.id() == null ? sentence.text() : sentence.id() + ": " + sentence.text();
  }

  private static RuleSet read() {
    return switch (RuleSets.read(RuleSets.defaultRuleSet())) {
      case RuleSetReading.Accepted(RuleSet ruleSet) -> ruleSet;
      case RuleSetReading.Refused refused ->
          throw new AssertionError(refused.mistakes().toString());
    };
  }
}
