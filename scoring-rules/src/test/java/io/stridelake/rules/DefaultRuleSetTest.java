package io.stridelake.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefaultRuleSetTest {
  @Test
  void shouldBeAccepted() {
    RuleSetReading reading = RuleSets.read(RuleSets.defaultRuleSet());

    assertThat(reading).isInstanceOf(RuleSetReading.Accepted.class);
  }

  @Test
  void shouldDeclareTheFiveBoards() {
    RuleSet ruleSet =
        ((RuleSetReading.Accepted) RuleSets.read(RuleSets.defaultRuleSet())).ruleSet();

    assertThat(ruleSet.boards())
        .extracting(Board::id)
        .containsExactly("athletes", "departments", "sports", "climbers", "ten-thousand-km");
    assertThat(ruleSet.version()).isEqualTo("2026-11");
    assertThat(ruleSet.zone()).isNull();
  }
}
