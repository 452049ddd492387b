package io.stridelake.system.installation;

import io.stridelake.requirement.ReservedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Apicurio's registry as a process of its own, which keeps schemas in memory. */
final class ApicurioProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String CONFLUENT_API = "/apis/ccompat/v7";

  private final Process process;
  private final String url;

  private ApicurioProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts it and gives it the compatibility that a registry of Confluent has from the start. */
  static ApicurioProcess start(Path home, Path dir) {
    int port = ReservedPort.next();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx320m",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + ReservedPort.next(),
            "-jar",
            home.resolve("quarkus-run.jar").toString());
    builder
        .redirectErrorStream(true)
        .redirectOutput(dir.resolve("apicurio.log").toFile())
        .directory(dir.toFile());
    try {
      ApicurioProcess started =
          new ApicurioProcess(builder.start(), "http://127.0.0.1:" + port + CONFLUENT_API);
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("Apicurio cannot be started", e);
    }
  }

  String url() {
    return url;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private void awaitReady() {
    try (Http http = new Http()) {
      Awaitility.await("Apicurio is ready")
          .atMost(PATIENCE)
          .failFast("Apicurio ended, see apicurio.log", () -> !process.isAlive())
          .ignoreExceptions()
          .until(() -> http.get(url + "/subjects").status() == 200);
      http.send(
              "PUT",
              url + "/config",
              "{\"compatibility\":\"BACKWARD\"}".getBytes(StandardCharsets.UTF_8),
              "Content-Type",
              "application/json")
          .expect(200);
      System.out.println("Registry: Apicurio, " + http.get(url + "/config").text());
    } catch (RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }
}
