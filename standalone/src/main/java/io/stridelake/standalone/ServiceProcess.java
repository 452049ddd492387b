package io.stridelake.standalone;

import io.micronaut.context.ApplicationContext;
import io.stridelake.ingest.IngestService;
import io.stridelake.query.QueryService;
import io.stridelake.standalone.Ports.Part;
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
public final class ServiceProcess {
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

  private ServiceProcess() {}

  /**
   * Starts a service.
   *
   * @return closing it ends the service
   * @throws EnvironmentFault if something around us prevents the start
   */
  public static AutoCloseable start(
      Service service, Path data, Map<String, String> environment, Progress progress) {
    int port = service.part.port(environment);
    DataFolder shared = DataFolder.use(data, Mode.SERVICES);
    Path own = shared.resolve(service.text() + "-" + port);
    Parts parts = new Parts();
    try {
      Files.createDirectories(own);
      parts.add("lock", FolderLock.take(own));
      Ports.of(environment).requireFree(service.part);
      Secrets secrets = Secrets.of(shared.path(), environment);
      String url = "http://127.0.0.1:" + port;
      Map<String, Object> properties =
          switch (service) {
            case INGEST -> ingest(shared, secrets, environment, url);
            case STREAMS ->
                streams(own, secrets, given(environment, "STRIDE_STREAMS_ADVERTISED_URL", url));
            case QUERY -> query(secrets);
          };
      parts.add(service.text(), start(service, properties));
    } catch (IOException e) {
      parts.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
    progress.announce(
        "Stridelake's %s service listens: http://127.0.0.1:%d".formatted(service.text(), port));
    return parts;
  }

  private static ApplicationContext start(Service service, Map<String, Object> properties) {
    return switch (service) {
      case INGEST -> IngestService.start(properties);
      case STREAMS -> StreamsService.start(properties);
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
