package io.stridelake.athlete;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AthleteIdTest {
  @Test
  void shouldRefuseAnIdThatWouldBreakAKey() {
    assertThatThrownBy(() -> new AthleteId("a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 1 to 64 characters");
  }
}
