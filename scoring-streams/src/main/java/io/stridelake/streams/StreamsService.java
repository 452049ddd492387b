package io.stridelake.streams;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import io.stridelake.generation.RuleSetRefusedException;
import io.stridelake.streams.generation.GenerationRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Starts scoring-streams. */
public final class StreamsService {
  private static final String FILE = "streams.yml";
  private static final String ADVERTISED = "stridelake.streams.advertised-url";
  private static final String OWN_ADDRESS = "http://127.0.0.1:${STRIDE_STREAMS_PORT:8082}";

  private static final int BELOW_THE_ENVIRONMENT = EnvironmentPropertySource.POSITION - 100;

  /** Exit code of the process when an app of the active generation has failed for good. */
  public static final int APP_FAILED = 5;

  private StreamsService() {}

  /**
   * Starts the service and its server; the apps go on starting behind the readiness endpoint. An
   * app that fails for good is seen in liveness, readiness and the log.
   *
   * @param overrides properties that win over {@code streams.yml} and the environment
   * @return the running service; closing it stops everything
   * @throws RuntimeException if it cannot start; the message or its cause says why
   */
  public static ApplicationContext start(Map<String, Object> overrides) {
    return start(overrides, (applicationId, reason) -> {});
  }

  /**
   * As above.
   *
   * @param failures is told once when an app of the active generation has failed for good, which
   *     may be before this returns
   */
  public static ApplicationContext start(Map<String, Object> overrides, AppFailures failures) {
    Map<String, Object> properties = properties(overrides, System.getenv());
    ApplicationContext context =
        ApplicationContext.builder()
            .packages("io.stridelake.streams")
            .deduceEnvironment(false)
            .banner(false)
            .propertySources(defaults())
            .properties(properties)
            .singletons(failures)
            .start();
    try {
      context.getBean(EmbeddedServer.class).start();
      return context;
    } catch (RuntimeException | Error e) {
      context.close();
      throw e;
    }
  }

  /**
   * Waits until the service has reached Kafka and stored what is configured; it answers health
   * questions meanwhile.
   *
   * @param service what {@link #start} returned
   * @throws RuleSetRefusedException if the configured rule set's version has other bytes already
   * @throws io.stridelake.topics.TopicMismatchException if a topic is not as it must be
   */
  public static void awaitSetUp(ApplicationContext service) throws InterruptedException {
    try {
      service.getBean(GenerationRunner.class).whenSetUp().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
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

  /**
   * Runs until the process is told to stop, or until an app has failed for good: the exit code is
   * {@link #APP_FAILED} then, and whoever watches over the process starts it anew.
   */
  public static void main(String[] args) {
    CompletableFuture<String> failed = new CompletableFuture<>();
    ApplicationContext context =
        start(
            Map.of(),
            (applicationId, reason) -> failed.complete(AppFailures.line(applicationId, reason)));
    Runtime.getRuntime().addShutdownHook(new Thread(context::close, "close-streams"));
    String line = failed.join();
    System.err.println("scoring-streams: " + line);
    System.exit(APP_FAILED);
  }
}
