package io.stridelake.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stridelake.avro.AvroSerdes;
import io.stridelake.kafka.EmbeddedKafka;
import io.stridelake.requirement.Lane;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.AthleteVisibility;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag(Lane.BROKER)
class RegistryServerTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String V1 = record("{\"name\":\"a\",\"type\":\"string\"}");
  private static final String V2 =
      record(
          "{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
  private static final String BREAKING =
      record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"c\",\"type\":\"int\"}");

  private static EmbeddedKafka kafka;
  private final HttpClient http = HttpClient.newHttpClient();
  private RegistryServer registry;
  private String subject = "";

  @BeforeAll
  static void startKafka(@TempDir Path data) {
    kafka = EmbeddedKafka.start(data, 0);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void start(TestInfo test) {
    registry = RegistryServer.start(kafka.bootstrapServers(), 0);
    subject = "t." + test.getDisplayName().replaceAll("[^A-Za-z0-9]", "") + "-value";
  }

  @AfterEach
  void stop() {
    http.close();
    registry.close();
  }

  @Test
  void shouldKeepIdsOverARestart() {
    int first = register(V1);
    int second = register(V2);
    assertThat(second).isNotEqualTo(first);

    registry.close();
    registry = RegistryServer.start(kafka.bootstrapServers(), 0);

    assertThat(register(V1)).isEqualTo(first);
    assertThat(register(V2)).isEqualTo(second);
    JsonNode byId = call("GET", "/schemas/ids/" + first, "", 200);
    assertThat(byId.path("schema").asText()).isEqualTo(V1);
    assertThat(call("GET", versions(), "", 200).toString()).isEqualTo("[1,2]");
    assertThat(call("GET", versions() + "/latest", "", 200).path("version").asInt()).isEqualTo(2);
  }

  @Test
  void shouldGiveOneIdToOneSchemaWhateverItsSubjectOrBlanks() {
    int id = register(V1);
    String spaced = body(V1.replace(",", " ,\n "));
    assertThat(call("POST", versions(), spaced, 200).path("id").asInt()).isEqualTo(id);
    JsonNode other = call("POST", "/subjects/other%2Fsubject/versions", body(V1), 200);
    assertThat(other.path("id").asInt()).isEqualTo(id);
    assertThat(call("GET", "/subjects", "", 200).toString())
        .contains("other/subject")
        .contains(subject);
  }

  @Test
  void shouldFindARegisteredSchema() {
    int id = register(V1);
    JsonNode found = call("POST", "/subjects/" + subject, body(V1), 200);
    assertThat(found.path("id").asInt()).isEqualTo(id);
    assertThat(found.path("version").asInt()).isEqualTo(1);
    assertThat(found.path("subject").asText()).isEqualTo(subject);
    assertThat(code("POST", "/subjects/" + subject, body(V2), 404)).isEqualTo(40403);
    assertThat(code("POST", "/subjects/nobody", body(V1), 404)).isEqualTo(40401);
  }

  @Test
  void shouldRefuseWhatBreaksReaders() {
    register(V1);
    assertThat(code("POST", versions(), body(BREAKING), 409)).isEqualTo(409);
    String check = "/compatibility" + versions() + "/latest";
    assertThat(call("POST", check, body(BREAKING), 200).path("is_compatible").asBoolean())
        .isFalse();
    assertThat(call("POST", check, body(V2), 200).path("is_compatible").asBoolean()).isTrue();

    call("PUT", "/config/" + subject, "{\"compatibility\":\"NONE\"}", 200);

    assertThat(register(BREAKING)).isPositive();
  }

  @Test
  void shouldTellAndKeepTheLevel() {
    JsonNode global = call("GET", "/config", "", 200);
    assertThat(global.path("compatibilityLevel").asText()).isEqualTo("BACKWARD");
    assertThat(code("GET", "/config/" + subject, "", 404)).isEqualTo(40408);
    call("PUT", "/config/" + subject, "{\"compatibility\":\"FULL\"}", 200);

    registry.close();
    registry = RegistryServer.start(kafka.bootstrapServers(), 0);

    assertThat(call("GET", "/config/" + subject, "", 200).path("compatibilityLevel").asText())
        .isEqualTo("FULL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/schemas/ids/99999|404|40403",
        "GET|/subjects/nobody/versions|404|40401",
        "GET|/subjects/nobody/versions/1|404|40401",
        "GET|/nowhere|404|404",
        "DELETE|/subjects/x/versions|405|405",
        "PUT|/subjects|405|405"
      })
  void shouldAnswerWithConfluentsCodes(String method, String path, int status, int code) {
    assertThat(code(method, path, "", status)).isEqualTo(code);
  }

  @Test
  void shouldRefuseNonsense() {
    assertThat(code("POST", versions(), body("{\"type\":\"nonsense\"}"), 422)).isEqualTo(42201);
    assertThat(code("POST", versions(), "{", 400)).isEqualTo(400);
    register(V1);
    assertThat(code("GET", versions() + "/0", "", 422)).isEqualTo(42202);
    assertThat(code("GET", versions() + "/9", "", 404)).isEqualTo(40402);
    assertThat(code("PUT", "/config", "{\"compatibility\":\"PERHAPS\"}", 422)).isEqualTo(42203);
  }

  /** Two at once is a mistake of the operator; it must not give one id to two schemas. */
  @Test
  void shouldNeverGiveAnIdTwiceEvenWithTwoRegistries() {
    register(V1);
    RegistryServer first = registry;
    try (RegistryServer second = RegistryServer.start(kafka.bootstrapServers(), 0)) {
      registry = second;
      int mine = register(record("{\"name\":\"x\",\"type\":\"int\",\"default\":1}"));
      registry = first;
      int yours = register(record("{\"name\":\"y\",\"type\":\"int\",\"default\":1}"));
      assertThat(yours).isNotEqualTo(mine);
      assertThat(call("GET", "/schemas/ids/" + mine, "", 200).path("schema").asText())
          .contains("\"x\"");
    }
  }

  @Test
  void shouldServeTheSerde() {
    Map<String, String> settings = Map.of("schema.registry.url", registry.url());
    AthleteValue athlete =
        new AthleteValue("a", "Bo", List.of(), AthleteVisibility.SHOWN, null, null, false);
    try (Serde<AthleteValue> writer = AvroSerdes.valueSerde(AthleteValue.class, settings);
        Serde<AthleteValue> reader = AvroSerdes.valueSerde(AthleteValue.class, settings)) {
      byte[] bytes = writer.serializer().serialize("roster", athlete);
      assertThat(reader.deserializer().deserialize("roster", bytes)).isEqualTo(athlete);
    }
  }

  private int register(String schema) {
    return call("POST", versions(), body(schema), 200).path("id").asInt();
  }

  private String versions() {
    return "/subjects/" + subject + "/versions";
  }

  private int code(String method, String path, String body, int status) {
    return call(method, path, body, status).path("error_code").asInt();
  }

  private JsonNode call(String method, String path, String body, int status) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/vnd.schemaregistry.v1+json");
      return JSON.readTree(response.body());
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String body(String schema) {
    return JSON.createObjectNode().put("schema", schema).toString();
  }

  private static String record(String fields) {
    return "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"fields\":[" + fields + "]}";
  }
}
