package io.stridelake.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stridelake.kafka.EmbeddedKafka;
import io.stridelake.registry.RegistryServer;
import io.stridelake.requirement.Lane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that are started before Kafka is. */
@Tag(Lane.INSTALLATION)
final class ServicesWithoutKafkaTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path temp = Path.of("");
  private final Http http = new Http();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void setUp() {
    environment.putAll(PortVariables.reserved());
    environment.put("STRIDE_KAFKA_BOOTSTRAP", "127.0.0.1:" + environment.get("STRIDE_KAFKA_PORT"));
    environment.put(
        "STRIDE_SCHEMA_REGISTRY_URL",
        "http://127.0.0.1:" + environment.get("STRIDE_REGISTRY_PORT"));
    environment.put("STRIDE_STREAMS_URL", url("streams"));
    environment.put("STRIDE_INGEST_URL", url("ingest"));
    environment.put("STRIDE_DATA", temp.resolve("data").toString());
  }

  @AfterEach
  void tearDown() {
    http.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "streams", "query"})
  void shouldBeAliveButNotReadyAndEndInTime(String service) throws InterruptedException {
    try (StrideProcess process = start(service)) {
      await().atMost(PATIENCE).until(() -> status(service, "liveness").equals(OptionalInt.of(200)));
      assertThat(status(service, "readiness")).hasValue(503);

      // before that a signal ends what is not started as a whole
      await().atMost(PATIENCE).until(() -> process.printed().contains("service listens"));
      assertThat(process.terminate()).isZero();
      assertThat(process.printed()).doesNotContain("\n\tat ", " ERROR ");
    }
  }

  @Test
  void shouldBecomeReadyByThemselves() throws InterruptedException {
    try (StrideProcess ingest = start("ingest");
        StrideProcess streams = start("streams");
        StrideProcess query = start("query")) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  status("ingest", "liveness").isPresent()
                      && status("query", "liveness").isPresent());
      try (EmbeddedKafka kafka =
              EmbeddedKafka.start(temp.resolve("kafka"), port("STRIDE_KAFKA_PORT"));
          RegistryServer registry =
              RegistryServer.start(kafka.bootstrapServers(), port("STRIDE_REGISTRY_PORT"))) {
        assertThat(registry.url()).isEqualTo(environment.get("STRIDE_SCHEMA_REGISTRY_URL"));
        for (String service : new String[] {"ingest", "streams", "query"}) {
          await(service + " is ready")
              .atMost(PATIENCE)
              .until(() -> status(service, "readiness").equals(OptionalInt.of(200)));
        }
        assertThat(query.terminate()).isZero();
        assertThat(streams.terminate()).isZero();
        assertThat(ingest.terminate()).isZero();
      }
    }
  }

  private StrideProcess start(String service) {
    return StrideProcess.start(
        Path.of("target", "logs", "without-kafka-" + temp.getFileName() + "-" + service + ".log"),
        environment,
        "service",
        service);
  }

  private OptionalInt status(String service, String health) throws InterruptedException {
    return http.status(url(service) + "/health/" + health);
  }

  private String url(String service) {
    String port =
        switch (service) {
          case "ingest" -> "STRIDE_INGEST_PORT";
          case "streams" -> "STRIDE_STREAMS_PORT";
          default -> "STRIDE_PORT";
        };
    return "http://127.0.0.1:" + environment.get(port);
  }

  private int port(String variable) {
    return Integer.parseInt(environment.getOrDefault(variable, ""));
  }
}
