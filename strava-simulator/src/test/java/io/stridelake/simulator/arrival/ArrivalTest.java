package io.stridelake.simulator.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.stridelake.simulator.SimulatorService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalTest {
  private static final int PEOPLE = 6;

  private final FakeIngest ingest;

  ArrivalTest() throws IOException {
    ingest = new FakeIngest();
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void shouldBringTheRosterAndConnectEverybody() throws ArrivalFailedException {
    try (ApplicationContext simulator = simulator(Map.of())) {
      simulator.getBean(Arrival.class).at(ingest.address(), FakeIngest.TOKEN);
    }

    assertThat(ingest.rosters).singleElement().asString().hasLineCount(1 + PEOPLE);
    assertThat(Set.copyOf(ingest.codes)).hasSize(PEOPLE);
  }

  @Test
  void shouldSayWhoCannotConnectAndWhatWasAnswered() {
    ingest.refuses = true;

    try (ApplicationContext simulator = simulator(Map.of())) {
      Arrival arrival = simulator.getBean(Arrival.class);

      assertThatThrownBy(() -> arrival.at(ingest.address(), FakeIngest.TOKEN))
          .isInstanceOf(ArrivalFailedException.class)
          .hasMessageMatching("a-000\\d: /connect/strava/callback answered 400: ");
      assertThatThrownBy(() -> arrival.at(ingest.address(), "wrong"))
          .isInstanceOf(ArrivalFailedException.class)
          .hasMessage("the roster: /admin/roster answered 401: ");
    }
  }

  @Test
  void shouldComeByItselfWhenIngestIsReadyAndOnlyOnce(@TempDir Path data) {
    ingest.ready = false;
    Map<String, Object> properties =
        Map.of(
            "simulator.data-dir", data.toString(),
            "simulator.arrival.ingest", ingest.address().toString(),
            "simulator.arrival.admin-token", FakeIngest.TOKEN);

    try (ApplicationContext simulator = simulator(properties)) {
      assertThat(simulator.getBean(Arrival.class).isAwaited(ingest.address())).isFalse();
      assertThat(ingest.codes).isEmpty();
      ingest.ready = true;
      Awaitility.await().until(() -> data.resolve("company-arrived").toFile().exists());
    }
    assertThat(ingest.codes).hasSize(PEOPLE);

    ingest.asked.set(0);
    try (ApplicationContext simulator = simulator(properties)) {
      assertThat(simulator.getBean(ArrivalAtStart.class).isWanted()).isFalse();
    }
    assertThat(ingest.asked).hasValue(0);
  }

  private ApplicationContext simulator(Map<String, Object> overrides) {
    Map<String, Object> properties = new HashMap<>(overrides);
    properties.put("micronaut.server.port", -1);
    properties.put("simulator.athletes", PEOPLE);
    properties.put("simulator.end-date", "2026-11-22");
    ApplicationContext simulator = SimulatorService.start(properties);
    ingest.strava = "http://127.0.0.1:" + simulator.getBean(EmbeddedServer.class).getPort();
    return simulator;
  }
}
