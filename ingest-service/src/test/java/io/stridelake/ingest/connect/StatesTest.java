package io.stridelake.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.ingest.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatesTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final States states =
      new States(new Signer(new byte[32]), new SecureRandom(), clock, Duration.ofMinutes(10));

  @Test
  void shouldBeGoodOnce() {
    String state = states.issue();

    assertThat(states.redeem(state, state)).isTrue();
    assertThat(states.redeem(state, state)).isFalse();
  }

  @Test
  void shouldBeGoodOnlyInItsBrowser() {
    String state = states.issue();

    assertThat(states.redeem(state, "")).isFalse();
    assertThat(states.redeem(state, states.issue())).isFalse();
  }

  @Test
  void shouldBeGoodForTenMinutes() {
    String early = states.issue();
    String late = states.issue();
    clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(states.redeem(early, early)).isTrue();

    clock.advance(Duration.ofSeconds(1));
    assertThat(states.redeem(late, late)).isFalse();
  }

  @Test
  void shouldNotBeForged() {
    String state = states.issue();
    String forged = state.replaceFirst("\\.[0-9]+\\.", ".9999999999.");

    assertThat(states.redeem(forged, forged)).isFalse();
    assertThat(states.redeem("a", "a")).isFalse();
    assertThat(states.redeem("a.b", "a.b")).isFalse();
    assertThat(states.redeem("", "")).isFalse();
  }
}
