package io.stridelake.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stridelake.kafka.EmbeddedKafka;
import io.stridelake.registry.RegistryServer;
import io.stridelake.requirement.Lane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is expected leaves no stack trace and no error in a log, so that those that are there count.
 */
@Tag(Lane.INSTALLATION)
final class QuietLogsTest {
  /**
   * What the embedded broker says where the machine is too busy for its heartbeats; it recovers.
   */
  private static final String BUSY = "controller event queue overloaded";

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path temp = Path.of("");
  private final Http http = new Http();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void setUp() {
    environment.putAll(PortVariables.reserved());
    environment.put("STRIDE_PARTITIONS", "3");
  }

  @AfterEach
  void tearDown() {
    http.close();
  }

  @Test
  void shouldStayQuietOverAKillAndASecondStart() throws Exception {
    Path data = temp.resolve("demo");
    Path log = data.resolve("logs/stridelake.log");

    try (StrideProcess first = demo(data, "first")) {
      await().atMost(PATIENCE).until(() -> first.printed().contains("Stridelake is ready"));
      first.kill();
    }
    try (StrideProcess second = demo(data, "second")) {
      await().atMost(PATIENCE).until(() -> second.printed().contains("Stridelake is ready"));
      assertThat(second.terminate()).isZero();
    }

    assertThat(faults(Files.readAllLines(log))).isEmpty();
  }

  @Test
  void shouldStayQuietOverARestartOfTheBroker() throws Exception {
    Path kafkaFiles = temp.resolve("kafka");
    EmbeddedKafka kafka = EmbeddedKafka.start(kafkaFiles, 0);
    int port = Integer.parseInt(kafka.bootstrapServers().replaceAll(".*:", ""));
    try (RegistryServer registry = RegistryServer.start(kafka.bootstrapServers(), 0)) {
      environment.put("STRIDE_KAFKA_BOOTSTRAP", kafka.bootstrapServers());
      environment.put("STRIDE_SCHEMA_REGISTRY_URL", registry.url());
      environment.put("STRIDE_STREAMS_URL", url("STRIDE_STREAMS_PORT"));
      environment.put("STRIDE_INGEST_URL", url("STRIDE_INGEST_PORT"));
      environment.put("STRIDE_DATA", temp.resolve("services").toString());
      List<StrideProcess> services = new ArrayList<>();
      try {
        for (String service : List.of("ingest", "streams", "query")) {
          services.add(service(service));
        }
        awaitReady();

        kafka.close();
        await("somebody notices")
            .atMost(PATIENCE)
            .until(() -> services.stream().anyMatch(one -> one.printed().contains(" WARN ")));
        kafka = EmbeddedKafka.start(kafkaFiles, port);
        awaitReady();

        for (StrideProcess service : services.reversed()) {
          assertThat(service.terminate()).isZero();
          assertThat(faults(service.printed().lines().toList())).isEmpty();
        }
      } finally {
        for (StrideProcess service : services) {
          service.close();
        }
      }
    } finally {
      kafka.close();
    }
  }

  private void awaitReady() {
    for (String port : List.of("STRIDE_INGEST_PORT", "STRIDE_STREAMS_PORT", "STRIDE_PORT")) {
      await(port + " is ready")
          .atMost(PATIENCE)
          .until(() -> http.status(url(port) + "/health/readiness").equals(OptionalInt.of(200)));
    }
  }

  /** Errors, and lines that belong to stack traces. */
  private static List<String> faults(List<String> log) {
    return log.stream()
        .filter(line -> !line.contains(BUSY))
        .filter(
            line ->
                line.startsWith("\tat ")
                    || line.startsWith("Caused by: ")
                    || line.matches("[a-zA-Z.]+Exception: .*")
                    || line.matches("\\S+ ERROR .*"))
        .toList();
  }

  private StrideProcess demo(Path data, String run) {
    return StrideProcess.start(
        temp.resolve(run + ".out"), environment, "demo", "--data", data.toString());
  }

  private StrideProcess service(String service) {
    return StrideProcess.start(temp.resolve(service + ".log"), environment, "service", service);
  }

  private String url(String port) {
    return "http://127.0.0.1:" + environment.get(port);
  }
}
