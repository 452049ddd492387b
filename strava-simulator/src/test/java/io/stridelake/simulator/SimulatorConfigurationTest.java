package io.stridelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatorConfigurationTest {
  @Test
  void shouldHaveStravasDefaults() {
    SimulatorConfiguration configuration = bind(Map.of());

    assertThat(configuration)
        .isEqualTo(
            new SimulatorConfiguration(
                20261122,
                320,
                null,
                0,
                200,
                2000,
                100,
                1000,
                Duration.ofHours(6),
                Duration.ZERO,
                Duration.ofMinutes(2),
                Duration.ofSeconds(2),
                16,
                "demo-client",
                "demo-secret",
                null,
                null));
  }

  @Test
  void shouldRefuseBadValues() {
    assertThatThrownBy(() -> bind(Map.of("simulator.athletes", 0)))
        .hasStackTraceContaining("simulator.athletes must be 1 to 9999");
    assertThatThrownBy(() -> bind(Map.of("simulator.retry-spacing", "-1s")))
        .hasStackTraceContaining("simulator.retry-spacing must not be negative");
  }

  private static SimulatorConfiguration bind(Map<String, Object> properties) {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .properties(Map.of("stridelake.service", "simulator", "simulator.live-rate", 0))
            .build()) {
      context.getEnvironment().addPropertySource("test", properties);
      return context.start().getBean(SimulatorConfiguration.class);
    }
  }
}
