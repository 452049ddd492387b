package io.stridelake.simulator.arrival;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.stridelake.simulator.SimulatorConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the company once the ingest service that the settings name is ready, and tries until it
 * has come. With a data folder it comes once, however often the simulator is started.
 */
@Singleton
@Requires(property = "simulator.arrival.ingest")
final class ArrivalAtStart {
  private static final Logger log = LoggerFactory.getLogger(ArrivalAtStart.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String DONE = "company-arrived";

  private final Arrival arrival;
  private final ArrivalConfiguration configuration;
  private final @Nullable Path done;
  private final Thread thread;

  ArrivalAtStart(
      Arrival arrival, ArrivalConfiguration configuration, SimulatorConfiguration simulator) {
    this.arrival = arrival;
    this.configuration = configuration;
    this.done = simulator.dataDir() == null ? null : simulator.dataDir().resolve(DONE);
    this.thread = Thread.ofVirtual().name("arrival").unstarted(this::run);
  }

  @EventListener
  void start(ServerStartupEvent event) {
    if (isWanted()) {
      thread.start();
    }
  }

  /** Whether it has not come at an earlier start. */
  boolean isWanted() {
    return done == null || !Files.exists(done);
  }

  @PreDestroy
  void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (!hasCome()) {
        Thread.sleep(PAUSE);
      }
      if (done != null) {
        Files.writeString(done, "yes\n");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.atWarn().setCause(e).log("Company has come, which cannot be noted: it will come again");
    }
  }

  private boolean hasCome() {
    if (!arrival.isAwaited(configuration.ingest())) {
      return false;
    }
    try {
      arrival.at(configuration.ingest(), configuration.adminToken());
      log.atInfo().addKeyValue("people", arrival.people()).log("Company has come");
      return true;
    } catch (ArrivalFailedException e) {
      log.atWarn().addKeyValue("cause", e.getMessage()).log("Company cannot come yet");
      return false;
    }
  }
}
