package io.stridelake.streams;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;

/** Starts scoring-streams. */
public final class StreamsService {
  private StreamsService() {}

  /**
   * Starts the service and its server; the apps go on starting behind the readiness endpoint.
   *
   * @param overrides properties that go before those of {@code streams.yml} and the environment
   * @return the running service; closing it stops everything
   * @throws RuntimeException if it cannot start; the message or its cause says why
   */
  public static ApplicationContext start(Map<String, Object> overrides) {
    Map<String, Object> properties = new HashMap<>(overrides);
    properties.put("stridelake.service", "streams");
    properties.putIfAbsent("micronaut.config.files", "classpath:streams.yml");
    ApplicationContext context =
        ApplicationContext.builder()
            .packages("io.stridelake.streams")
            .properties(properties)
            .deduceEnvironment(false)
            .banner(false)
            .start();
    try {
      context.getBean(EmbeddedServer.class).start();
      return context;
    } catch (RuntimeException | Error e) {
      context.close();
      throw e;
    }
  }

  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    ApplicationContext context = start(Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(context::close, "close-streams"));
  }
}
