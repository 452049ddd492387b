package io.stridelake.ingest;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ingest service: its own process, or one of several in the standalone's. */
public final class IngestService {
  private static final Logger log = LoggerFactory.getLogger(IngestService.class);
  private static final String CONFIG = "ingest.yml";
  private static final int FILE_POSITION = -400;
  private static final int ABOVE_THE_FILE = FILE_POSITION + 50;

  private IngestService() {}

  /**
   * Runs the service until the process is told to end.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    ApplicationContext context = start(Map.of());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(context::close));
  }

  /**
   * Starts the service. Closing the context ends it within a few seconds.
   *
   * @param overrides properties that count more than the environment and {@code ingest.yml}
   * @throws io.stridelake.topics.TopicMismatchException if a topic is not as it must be
   */
  public static ApplicationContext start(Map<String, Object> overrides) {
    return start(overrides, new Object[0]);
  }

  /** As above, with beans that stand in the place of the service's own, such as a clock. */
  static ApplicationContext start(Map<String, Object> overrides, Object... beans) {
    ApplicationContextBuilder builder =
        ApplicationContext.builder()
            .packages("io.stridelake.ingest")
            .deduceEnvironment(false)
            .propertySources(
                defaults(),
                PropertySource.of("addresses", addresses(System.getenv()), ABOVE_THE_FILE),
                PropertySource.of("service", Map.of("stridelake.service", "ingest"), 900),
                PropertySource.of("overrides", overrides, 1000))
            .singletons(beans)
            .banner(false);
    ApplicationContext context = builder.start();
    try {
      IngestRuntime runtime = context.getBean(IngestRuntime.class);
      // Liveness answers while Kafka is away; webhooks are 503 until there are topics.
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      runtime.start(runtime.ensureTopics());
      log.atInfo().addKeyValue("url", server.getURL()).log("Ingest started");
      return context;
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** A placeholder inside the default of another is not resolved, so these are chosen here. */
  static Map<String, Object> addresses(Map<String, String> environment) {
    return Map.of(
        "stridelake.ingest.connect.public-url",
        given(environment, "STRIDE_PUBLIC_URL", "http://127.0.0.1:${STRIDE_INGEST_PORT:8081}"),
        "stridelake.ingest.connect.page-url",
        given(environment, "STRIDE_PAGE_URL", "http://127.0.0.1:${STRIDE_PORT:8080}/"));
  }

  private static String given(Map<String, String> environment, String name, String otherwise) {
    String given = environment.getOrDefault(name, "");
    return given.isBlank() ? otherwise : given;
  }

  /** The file of this service alone: several services share one class path. */
  private static PropertySource defaults() {
    try (InputStream file = IngestService.class.getClassLoader().getResourceAsStream(CONFIG)) {
      if (file == null) {
        throw new IllegalStateException(CONFIG + " is not on the class path");
      }
      return PropertySource.of(
          "ingest", new YamlPropertySourceLoader().read("ingest", file), FILE_POSITION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
