package io.stridelake.simulator;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Starts the simulator, alone or inside another process. */
public final class SimulatorService {
  private static final String CONFIGURATION = "simulator.yml";

  private SimulatorService() {}

  public static void main(String[] args) throws InterruptedException {
    ApplicationContext context = start(Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(context::close));
    Thread.currentThread().join();
  }

  /**
   * Starts the server and returns when it listens. Closing the context stops it.
   *
   * @param overrides properties that go before {@code simulator.yml}
   */
  public static ApplicationContext start(Map<String, Object> overrides) {
    Map<String, Object> properties = new HashMap<>(defaults());
    properties.putAll(overrides);
    ApplicationContext context =
        ApplicationContext.builder()
            .packages("io.stridelake.simulator")
            .deduceEnvironment(false)
            .banner(false)
            .properties(properties)
            .start();
    context.getBean(EmbeddedServer.class).start();
    return context;
  }

  private static Map<String, Object> defaults() {
    try (InputStream file =
        SimulatorService.class.getClassLoader().getResourceAsStream(CONFIGURATION)) {
      if (file == null) {
        throw new IllegalStateException(CONFIGURATION + " is not on the class path");
      }
      return new YamlPropertySourceLoader().read("simulator", file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
