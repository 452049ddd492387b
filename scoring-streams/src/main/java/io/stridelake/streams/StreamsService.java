package io.stridelake.streams;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Starts scoring-streams. */
public final class StreamsService {
  private static final String FILE = "streams.yml";

  private static final int BELOW_THE_ENVIRONMENT = EnvironmentPropertySource.POSITION - 100;

  private StreamsService() {}

  /**
   * Starts the service and its server; the apps go on starting behind the readiness endpoint.
   *
   * @param overrides properties that win over {@code streams.yml} and the environment
   * @return the running service; closing it stops everything
   * @throws RuntimeException if it cannot start; the message or its cause says why
   */
  public static ApplicationContext start(Map<String, Object> overrides) {
    Map<String, Object> properties = new HashMap<>(overrides);
    properties.put("stridelake.service", "streams");
    ApplicationContext context =
        ApplicationContext.builder()
            .packages("io.stridelake.streams")
            .deduceEnvironment(false)
            .banner(false)
            .propertySources(defaults())
            .properties(properties)
            .start();
    try {
      context.getBean(EmbeddedServer.class).start();
      return context;
    } catch (RuntimeException | Error e) {
      context.close();
      throw e;
    }
  }

  /** Its own file, so that several services can live in one process. */
  private static PropertySource defaults() {
    try (InputStream in = StreamsService.class.getResourceAsStream("/" + FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      return PropertySource.of(
          "streams", new YamlPropertySourceLoader().read("streams", in), BELOW_THE_ENVIRONMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    ApplicationContext context = start(Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(context::close, "close-streams"));
  }
}
