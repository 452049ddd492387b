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
import java.util.HashMap;
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
      parts.add(service.text(), start(service, shared, own, secrets));
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

  private static ApplicationContext start(
      Service service, DataFolder shared, Path own, Secrets secrets) {
    Map<String, Object> properties = new HashMap<>();
    return switch (service) {
      case INGEST -> {
        properties.put("stridelake.ingest.access.admin-token", secrets.admin());
        properties.put("stridelake.ingest.access.service-token", secrets.service());
        properties.put("stridelake.ingest.strava.webhook-secret", secrets.webhook());
        properties.put(
            "stridelake.ingest.tokens.keys", shared.resolve("token-keys.json").toString());
        yield IngestService.start(properties);
      }
      case STREAMS -> {
        properties.put("stridelake.streams.admin-token", secrets.admin());
        properties.put("stridelake.streams.service-token", secrets.service());
        properties.put("stridelake.streams.data-dir", own.toString());
        yield StreamsService.start(properties);
      }
      case QUERY -> {
        properties.put("query.access.admin-token", secrets.admin());
        properties.put("query.access.service-token", secrets.service());
        yield QueryService.start(properties);
      }
    };
  }
}
