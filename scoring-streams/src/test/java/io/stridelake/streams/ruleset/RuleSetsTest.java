package io.stridelake.streams.ruleset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.stridelake.registry.RegistryServer;
import io.stridelake.requirement.Lane;
import io.stridelake.requirement.ReservedPort;
import io.stridelake.rules.RuleSets;
import io.stridelake.streams.StreamsService;
import io.stridelake.streams.TestInstallation;
import io.stridelake.testkafka.TestKafka;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ops calls on two instances. */
@Tag(Lane.BROKER)
class RuleSetsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String ADMIN = "admin-secret";
  private static final String PROBLEM = "urn:stridelake:problem:";

  @TempDir static Path folder;
  private static TestKafka kafka;
  private static RegistryServer registry;
  private static final List<ApplicationContext> instances = new ArrayList<>();
  private static final List<String> urls = new ArrayList<>();

  @BeforeAll
  static void start() {
    kafka = TestKafka.shared();
    registry = RegistryServer.start(kafka.bootstrapServers(), 0);
    startInstance();
    startInstance();
    await()
        .atMost(TestInstallation.PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                json(get(0, "")).path("active").isTextual()
                    && json(get(1, "")).path("active").isTextual());
  }

  @AfterAll
  static void stop() {
    instances.forEach(ApplicationContext::close);
    registry.close();
    kafka.close();
  }

  @Test
  void shouldStoreOnceAndKeepTheBytes() throws Exception {
    byte[] document = document("2026-12.a_b", "first, with ünïcode\r\n# and other ends");

    HttpResponse<byte[]> stored = post("", document);

    assertThat(stored.statusCode()).isEqualTo(201);
    assertThat(json(stored)).hasToString("{\"version\":\"2026-12.a_b\"}");
    assertThat(stored.headers().firstValue("Location")).hasValue("/admin/rule-sets/2026-12.a_b");
    HttpResponse<byte[]> again = post("", document);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again)).hasToString("{\"version\":\"2026-12.a_b\"}");
    assertProblem(post("", document("2026-12.a_b", "second")), 409, "conflict");
    HttpResponse<byte[]> shown = get(1, "/2026-12.a_b");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.headers().firstValue("Content-Type")).hasValue("application/yaml");
    assertThat(shown.body()).isEqualTo(document);
  }

  @Test
  void shouldShowTheRuleSetOfTheFirstStart() throws Exception {
    post("", document("listed", ""));

    JsonNode list = json(get(0, ""));

    assertThat(list.path("active").asText()).isEqualTo("2026-11");
    JsonNode first = list.path("ruleSets").path(0);
    assertThat(first.path("version").asText()).isEqualTo("2026-11");
    assertThat(first.path("active").asBoolean()).isTrue();
    assertThat(first.path("bytes").asInt()).isEqualTo(RuleSets.defaultRuleSet().length);
    assertThat(Instant.parse(first.path("storedAt").asText())).isBefore(Instant.now());
    assertThat(list.path("ruleSets").findValuesAsText("version")).contains("listed");
    assertThat(get(0, "/2026-11").body()).isEqualTo(RuleSets.defaultRuleSet());
  }

  @Test
  void shouldSayEveryMistakeWithItsPlace() throws Exception {
    byte[] wrong = "version: 1\nrules: []\nboards: 3\nnonsense: 4\n".getBytes(UTF_8);

    HttpResponse<byte[]> refused = post("", wrong);

    JsonNode problem = assertProblem(refused, 422, "rule-set-invalid");
    assertThat(problem.path("errors").path(0))
        .hasToString(
            "{\"line\":2,\"column\":8,\"message\":\"'rules' is an empty list\","
                + "\"expected\":\"at least one entry\"}");
    assertThat(problem.path("errors").findValuesAsText("line")).containsExactly("2", "3", "4");
    assertThat(json(post("/check", wrong))).isEqualTo(problem);
  }

  @Test
  void shouldStoreNothingWhenItChecks() throws Exception {
    HttpResponse<byte[]> right = post("/check", document("checked", ""));

    assertThat(right.statusCode()).isEqualTo(200);
    assertThat(json(right)).hasToString("{\"version\":\"checked\"}");
    assertProblem(get(0, "/checked"), 404, "not-found");
  }

  @Test
  void shouldCallAWrongMethodWhatHttpDoes() throws Exception {
    HttpResponse<byte[]> answer = send(0, "DELETE", "/2026-11", null);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(answer).path("type").asText()).isEqualTo("about:blank");
  }

  @ParameterizedTest
  @CsvSource({"0, 422", "262144, 201", "262145, 413", "900000, 413", "5000000, 413"})
  void shouldLimitTheBody(int bytes, int status) throws Exception {
    byte[] document = bytes == 0 ? new byte[0] : filled(bytes);

    HttpResponse<byte[]> answer = post("", document);

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 413) {
      assertProblem(answer, status, "too-large");
    }
    assertThat(get(0, "/2026-11").statusCode()).isEqualTo(200); // on the same connection
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/yaml",
        "application/json",
        "text/plain; charset=utf-16",
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "x-nothing/known"
      })
  void shouldTakeTheBodyWhateverItsType(String type) throws Exception {
    String version = type.replaceAll("[^a-z]", "-").substring(0, 15);
    byte[] document = document(version, "a=b&c=%20+");

    HttpResponse<byte[]> stored = send(0, "POST", "", document, "Content-Type", type);

    assertThat(stored.statusCode()).as(new String(stored.body(), UTF_8)).isEqualTo(201);
    assertThat(get(0, "/" + version).body()).isEqualTo(document);
  }

  /** Announced only, so that nothing is on its way when the server ends the connection. */
  @Test
  void shouldEndTheConnectionBeyondTheServersLimit() throws Exception {
    URI uri = URI.create(urls.getFirst());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String head =
          """
          POST /admin/rule-sets HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer %s\r
          Content-Length: 20000000\r
          \r
          """
              .formatted(ADMIN);
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(head.getBytes(UTF_8));

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 413").contains(PROBLEM + "too-large");
    }
  }

  @Test
  void shouldTakeABodyWithoutAType() throws Exception {
    byte[] document = document("no-type", "");

    assertThat(send(0, "POST", "", document).statusCode()).isEqualTo(201);

    assertThat(get(0, "/no-type").body()).isEqualTo(document);
  }

  @Test
  void shouldAnswerWhateverIsAccepted() throws Exception {
    for (String accepted : List.of("application/json", "application/yaml", "*/*", "text/html")) {
      assertThat(send(0, "GET", "/2026-11", null, "Accept", accepted).statusCode()).isEqualTo(200);
      assertThat(json(send(0, "GET", "", null, "Accept", accepted)).path("active").asText())
          .isEqualTo("2026-11");
      byte[] wrong = "no".getBytes(UTF_8);
      assertProblem(send(0, "POST", "/check", wrong, "Accept", accepted), 422, "rule-set-invalid");
    }
  }

  @Test
  void shouldLetOneOfTwoInstancesHaveTheVersion() throws Exception {
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      byte[] document = document("raced", "by " + i);
      HttpRequest request = request(i % 2, "POST", "", document, "Content-Type", "text/yaml");
      answers.add(HTTP.sendAsync(request, BodyHandlers.ofByteArray()));
    }

    List<Integer> statuses = new ArrayList<>();
    String winner = "";
    for (int i = 0; i < answers.size(); i++) {
      int status = answers.get(i).get().statusCode();
      statuses.add(status);
      winner = status == 201 ? "by " + i : winner;
    }

    assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
    for (int instance = 0; instance < 2; instance++) {
      assertThat(get(instance, "/raced").body()).isEqualTo(document("raced", winner));
    }
  }

  @Test
  void shouldLetNobodyInWithoutTheAdminToken() throws Exception {
    for (String token : List.of("", "service-secret", "admin-secre")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(urls.getFirst() + "/admin/rule-sets"))
              .header("Authorization", "Bearer " + token)
              .build();
      assertProblem(HTTP.send(request, BodyHandlers.ofByteArray()), 401, "unauthorized");
    }
  }

  private static JsonNode assertProblem(HttpResponse<byte[]> answer, int status, String type)
      throws IOException {
    JsonNode problem = json(answer);
    assertThat(answer.statusCode()).as(problem.toString()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(problem.path("type").asText()).isEqualTo(PROBLEM + type);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.has("errors")).isEqualTo(status == 422);
    return problem;
  }

  private static HttpResponse<byte[]> get(int instance, String path) throws Exception {
    return send(instance, "GET", path, null);
  }

  private static HttpResponse<byte[]> post(String path, byte[] body) throws Exception {
    return send(0, "POST", path, body, "Content-Type", "application/yaml");
  }

  private static HttpResponse<byte[]> send(
      int instance, String method, String path, byte @Nullable [] body, String... headers)
      throws Exception {
    return HTTP.send(request(instance, method, path, body, headers), BodyHandlers.ofByteArray());
  }

  private static HttpRequest request(
      int instance, String method, String path, byte @Nullable [] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(urls.get(instance) + "/admin/rule-sets" + path))
            .header("Authorization", "Bearer " + ADMIN)
            .timeout(Duration.ofSeconds(30))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private static byte[] filled(int bytes) {
    String document = new String(document("filled", ""), UTF_8);
    return (document + "#".repeat(bytes - document.length())).getBytes(UTF_8);
  }

  private static byte[] document(String version, String comment) {
    return """
        version: %s # %s
        rules: [{ id: any, sports: ["*"], points: { per: km, value: 1 } }]
        boards: [{ id: athletes, of: athletes, metric: points }]
        """
        .formatted(version, comment)
        .getBytes(UTF_8);
  }

  private static void startInstance() {
    int port = ReservedPort.next();
    String url = "http://127.0.0.1:" + port;
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.port", port);
    properties.put("stridelake.streams.kafka-bootstrap", kafka.bootstrapServers());
    properties.put("stridelake.streams.registry-url", registry.url());
    properties.put("stridelake.streams.data-dir", folder.resolve("streams-" + port).toString());
    properties.put("stridelake.streams.advertised-url", url);
    properties.put("stridelake.streams.service-token", "service-secret");
    properties.put("stridelake.streams.admin-token", ADMIN);
    instances.add(StreamsService.start(properties));
    urls.add(url);
  }
}
