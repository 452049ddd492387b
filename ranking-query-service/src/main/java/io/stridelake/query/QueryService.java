package io.stridelake.query;

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

/** The ranking query service as a process, or as a part of one. */
public final class QueryService {
  private static final String FILE = "query.yml";
  private static final int BELOW_THE_ENVIRONMENT = EnvironmentPropertySource.POSITION - 100;

  private QueryService() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    ApplicationContext context = start(Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(context::close, "stop-query-service"));
  }

  /**
   * Starts it.
   *
   * @param overrides properties that win over {@code query.yml} and the environment
   * @return closing it stops everything
   */
  public static ApplicationContext start(Map<String, Object> overrides) {
    Map<String, Object> properties = new HashMap<>(overrides);
    properties.put("stridelake.service", "query");
    ApplicationContext context =
        ApplicationContext.builder()
            .packages("io.stridelake.query")
            .deduceEnvironment(false)
            .banner(false)
            .propertySources(defaults())
            .properties(properties)
            .start();
    try {
      context.getBean(EmbeddedServer.class).start();
      return context;
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /**
   * Its own file, so that several services can live in one process; the environment wins over it.
   */
  private static PropertySource defaults() {
    try (InputStream in = QueryService.class.getResourceAsStream("/" + FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      return PropertySource.of(
          "query", new YamlPropertySourceLoader().read("query", in), BELOW_THE_ENVIRONMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
