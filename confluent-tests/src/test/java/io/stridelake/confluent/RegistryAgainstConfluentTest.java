package io.stridelake.confluent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.stridelake.kafka.EmbeddedKafka;
import io.stridelake.registry.RegistryServer;
import io.stridelake.requirement.Lane;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Confluent's client understands every answer of the standalone's registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Lane.BROKER)
final class RegistryAgainstConfluentTest {
  private static final AvroSchema V1 = schema("{\"name\":\"a\",\"type\":\"string\"}");
  private static final AvroSchema V2 =
      schema(
          "{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
  private static final AvroSchema BREAKING =
      schema("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"c\",\"type\":\"int\"}");

  private EmbeddedKafka kafka;
  private RegistryServer registry;
  private SchemaRegistryClient client;
  private String subject;

  @BeforeAll
  void start(@TempDir Path data) {
    kafka = EmbeddedKafka.start(data, 0);
    registry = RegistryServer.start(kafka.bootstrapServers(), 0);
  }

  @AfterAll
  void stop() {
    registry.close();
    kafka.close();
  }

  @BeforeEach
  void connect(TestInfo test) {
    subject = test.getTestMethod().orElseThrow().getName() + "-value";
    client = newClient();
  }

  @AfterEach
  void disconnect() throws Exception {
    client.close();
  }

  @Test
  void shouldRegisterAndBeAsked() throws Exception {
    // when
    int first = client.register(subject, V1);
    int second = client.register(subject, V2);

    // then
    assertThat(second).isNotEqualTo(first);
    assertThat(newClient().register(subject, V1)).isEqualTo(first);
    assertThat(newClient().getSchemaById(first)).isEqualTo(V1);
    assertThat(newClient().getSchemaBySubjectAndId(subject, second)).isEqualTo(V2);
    assertThat(newClient().getId(subject, V2)).isEqualTo(second);
    assertThat(newClient().getVersion(subject, V2)).isEqualTo(2);
    assertThat(client.getAllVersions(subject)).containsExactly(1, 2);
    assertThat(client.getAllSubjects()).contains(subject);
    assertThat(client.getAllSubjectsById(first)).contains(subject);
    assertThat(client.getAllVersionsById(second)).contains(new SubjectVersion(subject, 2));
  }

  @Test
  void shouldTellVersions() throws Exception {
    int first = client.register(subject, V1);
    int second = client.register(subject, V2);

    SchemaMetadata oldest = client.getSchemaMetadata(subject, 1);
    SchemaMetadata latest = client.getLatestSchemaMetadata(subject);

    assertThat(oldest.getId()).isEqualTo(first);
    assertThat(oldest.getSchema()).isEqualTo(V1.canonicalString());
    assertThat(latest.getVersion()).isEqualTo(2);
    assertThat(latest.getId()).isEqualTo(second);
    assertThat(latest.getSchema()).isEqualTo(V2.canonicalString());
    assertThat(latest.getSchemaType()).isEqualTo("AVRO");
  }

  @Test
  void shouldGiveASchemaOneIdInAllSubjects() throws Exception {
    int here = client.register(subject, V1);
    int there = client.register(subject + "-2", V1);

    assertThat(there).isEqualTo(here);
    assertThat(client.getAllSubjectsById(here)).contains(subject, subject + "-2");
  }

  @Test
  void shouldJudgeCompatibility() throws Exception {
    client.register(subject, V1);

    assertThat(client.testCompatibility(subject, V2)).isTrue();
    assertThat(client.testCompatibility(subject, BREAKING)).isFalse();
    assertThat(client.testCompatibilityVerbose(subject, V2)).isEmpty();
    assertThat(client.testCompatibilityVerbose(subject, BREAKING)).isNotEmpty();
    assertRefused(409, 409, () -> client.register(subject, BREAKING));
  }

  @Test
  void shouldKeepLevels() throws Exception {
    client.register(subject, V1);
    assertThat(client.getCompatibility(null)).isEqualTo("BACKWARD");
    assertRefused(404, 40408, () -> client.getCompatibility(subject));

    assertThat(client.updateCompatibility(subject, "NONE")).isEqualTo("NONE");

    assertThat(client.getCompatibility(subject)).isEqualTo("NONE");
    assertThat(client.register(subject, BREAKING)).isPositive();
    assertRefused(422, 42203, () -> client.updateCompatibility(subject, "SOMEHOW"));
  }

  @Test
  void shouldRefuseInConfluentsWords() throws Exception {
    assertRefused(404, 40401, () -> client.getAllVersions(subject));
    assertRefused(404, 40401, () -> client.getLatestSchemaMetadata(subject));
    assertRefused(404, 40403, () -> client.getSchemaById(1_000_000));
    client.register(subject, V1);
    assertRefused(404, 40402, () -> client.getSchemaMetadata(subject, 7));
    assertRefused(404, 40403, () -> client.getId(subject, V2));
    RestService rest = new RestService(registry.url());
    assertRefused(422, 42201, () -> rest.registerSchema("{\"type\":\"nonsense\"}", subject));
  }

  @Test
  void shouldTakeSubjectsOfAnyName() throws Exception {
    String odd = "a/b c%d+e?f#g-value";

    int id = client.register(odd, V1);

    assertThat(client.getAllSubjects()).contains(odd);
    assertThat(newClient().getId(odd, V1)).isEqualTo(id);
  }

  private static void assertRefused(int status, int code, ThrowingCallable call) {
    RestClientException refused = catchThrowableOfType(RestClientException.class, call);
    assertThat(refused).as("nothing was refused").isNotNull();
    assertThat(refused.getStatus()).isEqualTo(status);
    assertThat(refused.getErrorCode()).isEqualTo(code);
  }

  private SchemaRegistryClient newClient() {
    return new CachedSchemaRegistryClient(registry.url(), 10);
  }

  private static AvroSchema schema(String fields) {
    return new AvroSchema(
        "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"fields\":[" + fields + "]}");
  }
}
