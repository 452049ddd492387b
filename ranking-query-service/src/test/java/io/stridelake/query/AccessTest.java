package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.stridelake.query.fake.FakeInstance;
import io.stridelake.query.fake.FakeStreams;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what, and ops calls on their way. */
class AccessTest {
  private static final String ADMIN = "Bearer " + Service.ADMIN;
  private static HttpServer ingest;
  private static Service service;

  @BeforeAll
  static void start() throws IOException {
    ingest = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    ingest.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String path = exchange.getRequestURI().toString();
          exchange.getResponseHeaders().set("Content-Type", "text/x-echo");
          exchange
              .getResponseHeaders()
              .set("X-Token", exchange.getRequestHeaders().getFirst("Authorization"));
          exchange
              .getResponseHeaders()
              .set("Location", "http://127.0.0.1:" + ingest.getAddress().getPort() + "/admin/x");
          byte[] answer =
              path.endsWith("/status")
                  ? "{\"queued\":3}".getBytes(StandardCharsets.UTF_8)
                  : (exchange.getRequestMethod() + " " + path + " " + body.length)
                      .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(path.endsWith("/status") ? 200 : 409, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    ingest.start();
    service =
        Service.start(
            FakeStreams.start(2, 1),
            Map.of("query.forward.ingest", "http://127.0.0.1:" + ingest.getAddress().getPort()));
  }

  @AfterAll
  static void stop() {
    service.close();
    ingest.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin",
        "/admin/",
        "/admin/roster",
        "/admin/status",
        "/admin/generations/1",
        "/admin/nothing",
        "//admin/roster",
        "/admin//roster"
      })
  void shouldLetNobodyPassWithoutTheToken(String path) {
    for (String method : new String[] {"GET", "PUT", "POST", "DELETE"}) {
      Service.Response refused = service.send(method, path, new byte[0]);
      assertThat(refused.status()).as(method + path).isIn(401, 404);
      assertThat(refused.header("X-Token")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer wrong, 401",
    "Bearer admin-secre, 401",
    "Bearer admin-secrett, 401",
    "Bearer, 401",
    "Basic admin-secret, 401",
    "admin-secret, 401",
    "Bearer " + FakeInstance.TOKEN + ", 403",
  })
  void shouldRefuseOtherTokens(String authorization, int status) {
    Service.Response refused =
        service.send("PUT", "/admin/roster", new byte[0], "Authorization", authorization);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.json()).containsEntry("status", status);
    assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "POST", "DELETE"})
  void shouldHandCallsOnAsTheyAre(String method) {
    byte[] body = new byte[method.equals("GET") ? 0 : 3_000_000];
    new Random(1).nextBytes(body);

    Service.Response answer =
        service.send(
            method,
            "/admin/athletes/a%2Fb?x=1&y=%C3%A9",
            body,
            "Authorization",
            ADMIN,
            "Content-Type",
            "text/csv");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text())
        .isEqualTo(method + " /admin/athletes/a%2Fb?x=1&y=%C3%A9 " + body.length);
    assertThat(answer.header("Content-Type")).isEqualTo("text/x-echo");
    assertThat(answer.header("X-Token")).isEqualTo(ADMIN);
    assertThat(answer.header("Location")).isEqualTo("/admin/x");
  }

  @Test
  void shouldHandCallsOnToScoringStreams() {
    Service.Response answer = service.get("/admin/generations", "Authorization", ADMIN);
    assertThat(answer.status()).isEqualTo(401); // the fake takes nothing but the service token
    assertThat(service.get("/admin/nothing", "Authorization", ADMIN).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "*/*", "text/html, */*;q=0.8"})
  void shouldCollectTheStatusOfEverything(String accepted) {
    Service.Response status =
        service.get("/admin/status", "Authorization", ADMIN, "Accept", accepted);
    assertThat(status.header("Content-Type")).isEqualTo("application/json");
    assertThat(status.text())
        .contains("\"ingest\":{\"queued\":3}")
        .contains(service.streams().url() + "\":{\"lag\":0}")
        .contains("\"query\":{\"generation\":1,\"partitions\":2,\"complete\":true}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/readiness", "/health/liveness", "/metrics"})
  void shouldBePublic(String path) {
    assertThat(service.get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/env",
        "/beans",
        "/loggers",
        "/routes",
        "/info",
        "/internal/v1/cluster",
        "/lake/strava",
        "/../query.yml",
        "/assets/../query.yml",
        "/assets/%2e%2e/query.yml",
        "/assets/..%2fquery.yml",
        "/query.yml",
        "/assets/"
      })
  void shouldDenyEverythingElse(String path) {
    assertThat(service.get(path).status()).isEqualTo(404);
  }
}
