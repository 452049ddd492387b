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
  private static final String ADVERTISED = "stridelake.streams.advertised-url";
  private static final String OWN_ADDRESS = "http://127.0.0.1:${STRIDE_STREAMS_PORT:8082}";

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
    Map<String, Object> properties = properties(overrides, System.getenv());
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

  /** A placeholder inside the default of another is not resolved, so the address is chosen here. */
  static Map<String, Object> properties(
      Map<String, Object> overrides, Map<String, String> environment) {
    Map<String, Object> properties = new HashMap<>(overrides);
    properties.put("stridelake.service", "streams");
    properties.putIfAbsent(
        ADVERTISED, environment.getOrDefault("STRIDE_STREAMS_ADVERTISED_URL", OWN_ADDRESS));
    return properties;
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
