package io.stridelake.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stridelake.kafka.EmbeddedKafka;
import io.stridelake.registry.RegistryServer;
import io.stridelake.requirement.Lane;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record at which the ranking app fails: what is dead looks dead, and nothing else stops. */
@Tag(Lane.INSTALLATION)
final class DeadPartTest {
  private static final Duration BETWEEN_WEBHOOKS = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String ADMIN = "admin";
  private static final String WEBHOOK = "webhook";
  private static final String EVENT =
      """
      {"aspect_type":"create","event_time":1800000000,"object_id":11,"object_type":"activity",\
      "owner_id":123,"subscription_id":1,"updates":{}}\
      """;
  private static final Pattern PAUSE =
      Pattern.compile("Part has died.* part=\"streams\".* pause=\"PT([0-9.]+)S\"");

  @TempDir private Path temp = Path.of("");
  private final Http http = new Http();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void setUp() throws IOException {
    Path trip = Files.createFile(temp.resolve("trip"));
    environment.putAll(PortVariables.reserved());
    environment.put("STRIDE_TEST_TRIP", trip.toString());
    environment.put("STRIDE_AVRO_SERDE", TrippingSerde.class.getName());
    environment.put("STRIDE_ADMIN_TOKEN", ADMIN);
    environment.put("STRIDE_STRAVA_WEBHOOK_SECRET", WEBHOOK);
    environment.put("STRIDE_PARTITIONS", "3");
  }

  @AfterEach
  void tearDown() {
    http.close();
  }

  @Test
  void shouldStartScoringAnewWhileWebhooksAreAnswered() throws Exception {
    Path data = temp.resolve("up");
    Path log = data.resolve("logs/stridelake.log");
    List<String> refused = new CopyOnWriteArrayList<>();
    try (StrideProcess up =
        StrideProcess.start(
            Path.of("target/logs/dead-part.log").toAbsolutePath(),
            environment,
            "up",
            "--data",
            data.toString())) {
      // given
      await()
          .atMost(PATIENCE)
          .until(() -> status("STRIDE_PORT") == 200 && status("STRIDE_INGEST_PORT") == 200);
      Thread pushing = Thread.ofVirtual().start(() -> push(refused));

      // when
      putPoison();

      // then
      await("the part is started anew")
          .atMost(PATIENCE)
          .until(() -> pauses(log).size() >= 3 && up.isAlive());
      assertThat(pauses(log).subList(0, 3)).containsExactly(1.0, 2.0, 4.0);
      await("health and status say what is wrong")
          .atMost(PATIENCE)
          .until(
              () ->
                  body("STRIDE_STREAMS_PORT", "/health/readiness").contains("cannot read Poison")
                      && body("STRIDE_PORT", "/admin/status").contains("cannot read Poison"));
      assertThat(http.send("GET", url("STRIDE_PORT") + "/api/v1/totals", "").statusCode())
          .isEqualTo(503);

      // when
      Files.delete(temp.resolve("trip"));

      // then
      await("it recovers")
          .atMost(PATIENCE)
          .until(
              () ->
                  status("STRIDE_STREAMS_PORT") == 200
                      && http.send("GET", url("STRIDE_PORT") + "/api/v1/totals", "").statusCode()
                          == 200);
      pushing.interrupt();
      pushing.join();
      assertThat(refused).isEmpty();
      assertThat(up.terminate()).isZero();
    }
  }

  @Test
  void shouldEndAServiceWithItsOwnCode() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
        RegistryServer registry = RegistryServer.start(kafka.bootstrapServers(), 0)) {
      environment.put("STRIDE_KAFKA_BOOTSTRAP", kafka.bootstrapServers());
      environment.put("STRIDE_SCHEMA_REGISTRY_URL", registry.url());
      environment.put("STRIDE_DATA", temp.resolve("services").toString());
      try (StrideProcess ingest = service("ingest")) {
        await().atMost(PATIENCE).until(() -> status("STRIDE_INGEST_PORT") == 200);
        putPoison();
        assertThat(ingest.isAlive()).isTrue();
      }

      for (int start = 0; start < 2; start++) {
        try (StrideProcess streams = service("streams")) {
          assertThat(streams.awaitExit()).isEqualTo(5);
          assertThat(streams.printed())
              .contains(
                  "stride service streams: stridelake.ranking.g1 has failed for good:"
                      + " java.lang.IllegalStateException: this version cannot read Poison");
        }
      }

      Files.delete(temp.resolve("trip"));
      try (StrideProcess streams = service("streams")) {
        await().atMost(PATIENCE).until(() -> status("STRIDE_STREAMS_PORT") == 200);
        assertThat(streams.terminate()).isZero();
      }
    }
  }

  private StrideProcess service(String service) {
    return StrideProcess.start(
        Path.of("target/logs/dead-service-" + temp.getFileName() + "-" + service + ".log")
            .toAbsolutePath(),
        environment,
        "service",
        service);
  }

  private void putPoison() throws Exception {
    String roster = "athlete,name,department,account\np,Poison,Sales,strava:123\n";
    HttpResponse<String> answer =
        http.send(
            "PUT",
            url("STRIDE_INGEST_PORT") + "/admin/roster",
            roster,
            "Authorization",
            "Bearer " + ADMIN,
            "Content-Type",
            "text/csv");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private int pushed() throws IOException, InterruptedException {
    return http.send(
            "POST",
            url("STRIDE_INGEST_PORT") + "/webhooks/strava/" + WEBHOOK,
            EVENT,
            "Content-Type",
            "application/json")
        .statusCode();
  }

  /** As a provider does: what a broker that is short of time does not take is sent again, twice. */
  private void push(List<String> refused) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        int status = pushed();
        for (int again = 0; again < 2 && status == 503; again++) {
          Thread.sleep(BETWEEN_WEBHOOKS);
          status = pushed();
        }
        if (status != 200) {
          refused.add("status " + status);
        }
        Thread.sleep(BETWEEN_WEBHOOKS);
      }
    } catch (IOException e) {
      refused.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Double> pauses(Path log) throws IOException {
    return PAUSE
        .matcher(Files.readString(log))
        .results()
        .map(found -> Double.parseDouble(found.group(1)))
        .toList();
  }

  private int status(String port) throws InterruptedException {
    OptionalInt status = http.status(url(port) + "/health/readiness");
    return status.orElse(0);
  }

  private String body(String port, String path) throws InterruptedException {
    try {
      return http.send("GET", url(port) + path, "", "Authorization", "Bearer " + ADMIN).body();
    } catch (IOException e) {
      return "";
    }
  }

  private String url(String port) {
    return "http://127.0.0.1:" + environment.get(port);
  }
}
