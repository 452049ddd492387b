package io.stridelake.simulator.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.stridelake.simulator.SimulatorConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final Wristwatch clock = new Wristwatch(Instant.parse("2026-11-22T23:44:59Z"));
  private final RateLimits limits = new RateLimits(configuration(), clock);

  @Test
  void shouldRejectBeyondTheQuarterUntilTheNextOneBegins() {
    Usage within = read(3);
    Usage beyond = limits.count(true);
    clock.pass(Duration.ofSeconds(1));
    Usage next = limits.count(true);

    assertThat(within.rejected()).isFalse();
    assertThat(beyond.rejected()).isTrue();
    assertThat(next.rejected()).isFalse();
    assertThat(next.quarterReads()).isEqualTo(1);
    assertThat(next.dayReads()).isEqualTo(5);
    assertThat(next.callsOverLimit()).isEqualTo(1);
  }

  @Test
  void shouldRejectBeyondTheDayUntilMidnight() {
    read(4);
    clock.pass(Duration.ofSeconds(1));
    read(1);
    Usage beyond = limits.count(true);
    Usage write = limits.count(false);
    clock.pass(Duration.ofMinutes(15));
    Usage tomorrow = limits.count(true);

    assertThat(beyond.rejected()).isTrue();
    assertThat(write.rejected()).isFalse();
    assertThat(tomorrow.rejected()).isFalse();
    assertThat(tomorrow.dayCalls()).isEqualTo(1);
  }

  private Usage read(int times) {
    Usage usage = limits.usage();
    for (int i = 0; i < times; i++) {
      usage = limits.count(true);
    }
    return usage;
  }

  private static SimulatorConfiguration configuration() {
    Map<String, Object> properties =
        Map.of(
            "stridelake.service", "simulator",
            "simulator.overall-quarter", 10,
            "simulator.overall-daily", 20,
            "simulator.read-quarter", 3,
            "simulator.read-daily", 5,
            "simulator.athletes", 1);
    try (ApplicationContext context = ApplicationContext.run(properties)) {
      return context.getBean(SimulatorConfiguration.class);
    }
  }

  private static final class Wristwatch extends Clock {
    private Instant now;

    Wristwatch(Instant now) {
      this.now = now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
