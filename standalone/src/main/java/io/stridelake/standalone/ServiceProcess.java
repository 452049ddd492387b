package io.stridelake.standalone;

import io.micronaut.context.ApplicationContext;
import io.stridelake.ingest.IngestService;
import io.stridelake.query.QueryService;
import io.stridelake.standalone.Ports.Part;
import io.stridelake.streams.AppFailures;
import io.stridelake.streams.StreamsService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * One service as its own process. Processes of one machine share a folder with the tokens; each has
 * a folder of its own inside for its state and lock.
 */
public final class ServiceProcess implements AutoCloseable {
  /** The services. */
  public enum Service {
    INGEST(Part.INGEST),
    STREAMS(Part.STREAMS),
    QUERY(Part.PAGE);

    private final Part part;

    Service(Part part) {
      this.part = part;
    }

    /** The word on the command line. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Parts parts = new Parts();
  private final Service service;
  private final Map<String, String> environment;
  private final Progress progress;
  private final int port;
  private Map<String, Object> properties = Map.of();

  private ServiceProcess(Service service, Map<String, String> environment, Progress progress) {
    this.service = service;
    this.environment = environment;
    this.progress = progress;
    this.port = service.part.port(environment);
  }

  /**
   * Takes the folder and looks whether the port is free; nothing runs yet.
   *
   * @throws EnvironmentFault if something around us prevents the start
   */
  public static ServiceProcess prepare(
      Service service, Path data, Map<String, String> environment, Progress progress) {
    ServiceProcess process = new ServiceProcess(service, environment, progress);
    try {
      process.prepare(data);
      return process;
    } catch (IOException e) {
      process.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private void prepare(Path data) throws IOException {
    DataFolder shared = DataFolder.use(data, Mode.SERVICES);
    Path own = shared.resolve(service.text() + "-" + port);
    Files.createDirectories(own);
    parts.add("lock", FolderLock.take(own));
    Ports.of(environment).requireFree(service.part);
    Secrets secrets = Secrets.of(shared.path(), environment);
    String url = "http://127.0.0.1:" + port;
    properties =
        switch (service) {
          case INGEST -> ingest(shared, secrets, environment, url);
          case STREAMS ->
              streams(own, secrets, given(environment, "STRIDE_STREAMS_ADVERTISED_URL", url));
          case QUERY -> query(secrets);
        };
  }

  /**
   * Starts the service and, for scoring-streams, waits until Kafka has taken what is configured;
   * health questions are answered meanwhile.
   *
   * @param failures is told when an app of scoring-streams has failed for good
   * @throws EnvironmentFault if what is configured does not fit to what Kafka has
   * @throws RuntimeException if it cannot start; the message or its cause says why
   */
  public void start(AppFailures failures) throws InterruptedException {
    ApplicationContext context = start(service, properties, failures);
    parts.add(service.text(), context);
    progress.announce(
        "Stridelake's %s service listens: http://127.0.0.1:%d".formatted(service.text(), port));
    if (service == Service.STREAMS) {
      try {
        StreamsService.awaitSetUp(context);
      } catch (RuntimeException e) {
        throw EnvironmentFault.in(e).<RuntimeException>map(fault -> fault).orElse(e);
      }
    }
  }

  /** Ends the service, also one that is still starting. */
  @Override
  public void close() {
    parts.close();
  }

  private static ApplicationContext start(
      Service service, Map<String, Object> properties, AppFailures failures) {
    return switch (service) {
      case INGEST -> IngestService.start(properties);
      case STREAMS -> StreamsService.start(properties, failures);
      case QUERY -> QueryService.start(properties);
    };
  }

  private static Map<String, Object> ingest(
      DataFolder shared, Secrets secrets, Map<String, String> environment, String url) {
    String page = "http://127.0.0.1:" + Part.PAGE.port(environment) + "/";
    return Map.of(
        "stridelake.ingest.connect.page-url", given(environment, "STRIDE_PAGE_URL", page),
        "stridelake.ingest.access.admin-token", secrets.admin(),
        "stridelake.ingest.access.service-token", secrets.service(),
        "stridelake.ingest.strava.webhook-secret", secrets.webhook(),
        "stridelake.ingest.connect.public-url", given(environment, "STRIDE_PUBLIC_URL", url),
        "stridelake.ingest.tokens.keys", shared.resolve("token-keys.json").toString());
  }

  private static Map<String, Object> streams(Path own, Secrets secrets, String url) {
    return Map.of(
        "stridelake.streams.admin-token", secrets.admin(),
        "stridelake.streams.service-token", secrets.service(),
        "stridelake.streams.advertised-url", url,
        "stridelake.streams.data-dir", own.toString());
  }

  private static Map<String, Object> query(Secrets secrets) {
    return Map.of(
        "query.access.admin-token", secrets.admin(),
        "query.access.service-token", secrets.service());
  }

  private static String given(Map<String, String> environment, String variable, String otherwise) {
    String given = environment.getOrDefault(variable, "").strip();
    return given.isEmpty() ? otherwise : given;
  }
}
