package io.stridelake.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.AthleteVisibility;
import io.stridelake.schema.MembershipValue;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroSerdeTest {
  private static final String TOPIC = "stridelake.roster";

  /** Written by hand from Avro's specification and Confluent's description of its wire format. */
  private static final String GOLDEN =
      "00"
          + "00000007" // magic, id 7
          + "0261"
          + "04426f" // "a", "Bo"
          + "02"
          + "044954"
          + "02ccbf02"
          + "00"
          + "00" // one: "IT", 20454, null; end
          + "00"
          + "00"
          + "00"
          + "00"; // SHOWN, null, null, false

  private static final AthleteValue ATHLETE =
      new AthleteValue(
          "a",
          "Bo",
          List.of(new MembershipValue("IT", LocalDate.of(2026, 1, 1), null)),
          AthleteVisibility.SHOWN,
          null,
          null,
          false);

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void shouldWriteConfluentsWireFormat() {
    try (Serde<AthleteValue> serde = serde(Map.of())) {
      byte[] bytes = serde.serializer().serialize(TOPIC, ATHLETE);

      assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(GOLDEN);
      assertThat(serde.deserializer().deserialize(TOPIC, bytes)).hasToString(ATHLETE.toString());
      assertThat(registry.requests)
          .containsExactly("POST /subjects/stridelake.roster-value/versions", "GET /schemas/ids/7");
    }
  }

  @Test
  void shouldAskTheRegistryOnce() {
    try (Serde<AthleteValue> serde = serde(Map.of())) {
      for (int i = 0; i < 3; i++) {
        serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, ATHLETE));
      }
    }
    assertThat(registry.requests).hasSize(2);
  }

  @Test
  void shouldWriteValuesOfAnyLength() {
    AthleteValue athlete =
        new AthleteValue(
            "a", "Bo".repeat(10_000), List.of(), AthleteVisibility.SHOWN, null, null, false);
    try (Serde<AthleteValue> serde = serde(Map.of())) {
      byte[] bytes = serde.serializer().serialize(TOPIC, athlete);

      assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(athlete);
    }
  }

  @Test
  void shouldKeepTombstones() {
    try (Serde<AthleteValue> serde = serde(Map.of())) {
      assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
      assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
    }
  }

  @Test
  void shouldReadWhatAnOlderSchemaWrote() {
    Schema older = without(AthleteValue.getClassSchema(), "erased");
    GenericRecord record =
        new GenericRecordBuilder(older)
            .set("athleteId", "a")
            .set("name", "Bo")
            .set("visibility", enumValue(older))
            .build();
    try (Serde<AthleteValue> serde = serde(Map.of());
        AvroSerializer<GenericRecord> writer = new AvroSerializer<>()) {
      writer.configure(settings(Map.of()), false);

      AthleteValue read = serde.deserializer().deserialize(TOPIC, writer.serialize(TOPIC, record));

      assertThat(read.getName()).isEqualTo("Bo");
      assertThat(read.getErased()).isFalse();
    }
  }

  @Test
  void shouldReadWhatANewerSchemaWrote() {
    Schema newer = with(AthleteValue.getClassSchema(), "nickname");
    GenericRecord record =
        new GenericRecordBuilder(newer)
            .set("athleteId", "a")
            .set("name", "Bo")
            .set("visibility", enumValue(newer))
            .set("nickname", "Bobo")
            .set("erased", true)
            .build();
    try (Serde<AthleteValue> serde = serde(Map.of());
        AvroSerializer<GenericRecord> writer = new AvroSerializer<>()) {
      writer.configure(settings(Map.of()), false);

      AthleteValue read = serde.deserializer().deserialize(TOPIC, writer.serialize(TOPIC, record));

      assertThat(read.getName()).isEqualTo("Bo");
      assertThat(read.getErased()).isTrue();
    }
  }

  @Test
  void shouldGiveGenericRecordsWhenAsked() {
    try (Serde<AthleteValue> serde = serde(Map.of());
        AvroDeserializer<GenericRecord> reader = new AvroDeserializer<>()) {
      reader.configure(settings(Map.of("specific.avro.reader", "false")), false);
      byte[] bytes = serde.serializer().serialize(TOPIC, ATHLETE);
      assertThat(reader.deserialize(TOPIC, bytes)).asString().contains("\"name\": \"Bo\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00000000",
        "0100000007",
        "0000000007",
        "000000000702",
        "00000000070261"
      })
  void shouldRefuseOtherBytes(String hex) {
    registry.add(AthleteValue.getClassSchema());
    try (Serde<AthleteValue> serde = serde(Map.of())) {
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> serde.deserializer().deserialize(TOPIC, HexFormat.of().parseHex(hex)));
    }
  }

  @Test
  void shouldRefuseBytesAfterTheValue() {
    registry.add(AthleteValue.getClassSchema());
    try (Serde<AthleteValue> serde = serde(Map.of())) {
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(
              () ->
                  serde.deserializer().deserialize(TOPIC, HexFormat.of().parseHex(GOLDEN + "00")));
    }
  }

  @Test
  void shouldSayThatASchemaIsUnknown() {
    byte[] bytes = ByteBuffer.allocate(6).putInt(1, 99).array();
    try (Serde<AthleteValue> serde = serde(Map.of())) {
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
          .withMessageContaining("/schemas/ids/99")
          .withMessageContaining("40403");
    }
  }

  @Test
  void shouldInsistOnARegisteredSchemaWhenToldSo() {
    registry.open = false;
    try (Serde<AthleteValue> serde = serde(Map.of("auto.register.schemas", "false"))) {
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> serde.serializer().serialize(TOPIC, ATHLETE));
    }
    assertThat(registry.requests).containsExactly("POST /subjects/stridelake.roster-value");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429})
  void shouldAskAgainWhatMayPass(int status) {
    registry.failure = status;
    registry.failures.set(2);
    try (Serde<AthleteValue> serde = serde(Map.of())) {
      assertThat(serde.serializer().serialize(TOPIC, ATHLETE)).isNotNull();
    }
    assertThat(registry.requests).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 422})
  void shouldNotAskAgainWhatWasRefused(int status) {
    registry.failure = status;
    registry.failures.set(1);
    try (Serde<AthleteValue> serde = serde(Map.of())) {
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> serde.serializer().serialize(TOPIC, ATHLETE));
    }
    assertThat(registry.requests).hasSize(1);
  }

  @Test
  void shouldCallAnUnreachableRegistryAPassingFault() {
    registry.close();
    try (Serde<AthleteValue> serde = serde(Map.of("stridelake.registry.patience.ms", 300))) {
      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> serde.serializer().serialize(TOPIC, ATHLETE));
    }
  }

  @Test
  void shouldGoToTheNextAddress() {
    String both = "http://127.0.0.1:1, " + registry.url() + "/";
    try (Serde<AthleteValue> serde = serde(Map.of("schema.registry.url", both))) {
      assertThat(serde.serializer().serialize(TOPIC, ATHLETE)).isNotNull();
    }
  }

  @Test
  void shouldSendTheCredentials() {
    Map<String, Object> login =
        Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "u:p");
    try (Serde<AthleteValue> serde = serde(login)) {
      serde.serializer().serialize(TOPIC, ATHLETE);
    }
    assertThat(registry.authorizations).containsExactly("Basic dTpw");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no.such.Serde", "java.lang.String"})
  void shouldRefuseAClassThatIsNoSerde(String name) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> serde(Map.of("stridelake.avro.serde", name)))
        .withMessageContaining("STRIDE_AVRO_SERDE")
        .withMessageContaining(name);
  }

  @Test
  void shouldUseTheConfiguredClass() {
    Map<String, Object> other = Map.of("stridelake.avro.serde", StandIn.class.getName());
    try (Serde<AthleteValue> serde = serde(other)) {
      assertThat(serde).isInstanceOf(StandIn.class);
    }
    try (Serde<AthleteValue> serde = serde(Map.of("stridelake.avro.serde", " "))) {
      assertThat(serde).isInstanceOf(AvroSerde.class);
    }
  }

  @Test
  void shouldRefuseSettingsWithoutSense() {
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("schema.registry.url", ""),
            Map.of("schema.registry.url", "nonsense"),
            Map.of("auto.register.schemas", "perhaps"),
            Map.of("use.latest.version", "true"),
            Map.of("http.read.timeout.ms", "-1"),
            Map.of("basic.auth.credentials.source", "SASL"))) {
      assertThatExceptionOfType(ConfigException.class).as("%s", bad).isThrownBy(() -> serde(bad));
    }
  }

  /** A serde of somebody else. */
  public static final class StandIn extends Serdes.WrapperSerde<byte[]> {
    public StandIn() {
      super(new ByteArraySerializer(), new ByteArrayDeserializer());
    }
  }

  private Serde<AthleteValue> serde(Map<String, ?> more) {
    return AvroSerdes.valueSerde(AthleteValue.class, settings(more));
  }

  private Map<String, Object> settings(Map<String, ?> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", registry.url());
    settings.putAll(more);
    return settings;
  }

  private static Object enumValue(Schema athlete) {
    return new GenericData.EnumSymbol(athlete.getField("visibility").schema(), "HIDDEN");
  }

  private static Schema without(Schema schema, String field) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field each : schema.getFields()) {
      if (!each.name().equals(field)) {
        fields.add(new Schema.Field(each, each.schema()));
      }
    }
    return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
  }

  private static Schema with(Schema schema, String field) {
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field(field, Schema.create(Schema.Type.STRING), null, "none"));
    for (Schema.Field each : schema.getFields()) {
      fields.add(new Schema.Field(each, each.schema()));
    }
    return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
  }
}
