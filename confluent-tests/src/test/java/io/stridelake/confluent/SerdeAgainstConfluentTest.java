package io.stridelake.confluent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.stridelake.avro.AvroDeserializer;
import io.stridelake.avro.AvroSerde;
import io.stridelake.avro.AvroSerdes;
import io.stridelake.avro.AvroSerializer;
import io.stridelake.kafka.EmbeddedKafka;
import io.stridelake.registry.RegistryServer;
import io.stridelake.requirement.Lane;
import io.stridelake.schema.AccountValue;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Our serde and Confluent's write the same bytes and read what the other wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Lane.BROKER)
final class SerdeAgainstConfluentTest {
  private static final int ROUNDS = 2_000;
  private static final Schema ATHLETE = AthleteValue.getClassSchema();

  private EmbeddedKafka kafka;
  private RegistryServer registry;

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

  @Test
  void shouldWriteTheSameBytesAndReadEachOther() {
    List<SpecificRecord> values = new Samples().values(ROUNDS).toList();

    int compared =
        compare(AthleteValue.class, values)
            + compare(AccountValue.class, values)
            + compare(CatalogueEntryValue.class, values);

    System.out.printf("Confluent: %d values equal in bytes and read both ways%n", compared);
    assertThat(compared).isEqualTo(values.size()).isEqualTo(5 * ROUNDS);
  }

  private <T extends SpecificRecord> int compare(Class<T> type, List<SpecificRecord> values) {
    String topic = "same." + type.getSimpleName();
    List<T> ofType = values.stream().filter(type::isInstance).map(type::cast).toList();
    try (Serde<T> ours = ours(type);
        Serde<T> theirs = theirs(type)) {
      for (T value : ofType) {
        byte[] written = ours.serializer().serialize(topic, value);
        byte[] confluents = theirs.serializer().serialize(topic, value);
        assertThat(written).as("%s", value).isEqualTo(confluents);
        assertSame(ours, topic, ours.deserializer().deserialize(topic, confluents), value, written);
        assertSame(ours, topic, theirs.deserializer().deserialize(topic, written), value, written);
      }
    }
    return ofType.size();
  }

  /** Not by {@code equals}, in which Avro fails at dates inside of lists. */
  private static <T extends SpecificRecord> void assertSame(
      Serde<T> serde, String topic, T read, T value, byte[] bytes) {
    assertThat(read).hasSameClassAs(value).hasToString(value.toString());
    assertThat(serde.serializer().serialize(topic, read)).isEqualTo(bytes);
  }

  @Test
  void shouldKeepTombstonesAlike() {
    try (Serde<AthleteValue> ours = ours(AthleteValue.class);
        Serde<AthleteValue> theirs = theirs(AthleteValue.class)) {
      for (Serde<AthleteValue> each : List.of(ours, theirs)) {
        assertThat(each.serializer().serialize("tombstones", null)).isNull();
        assertThat(each.deserializer().deserialize("tombstones", null)).isNull();
      }
    }
  }

  @Test
  void shouldRefuseWhatIsNoAvro() {
    try (Serde<AthleteValue> ours = ours(AthleteValue.class);
        Serde<AthleteValue> theirs = theirs(AthleteValue.class)) {
      for (String text : List.of("", "{}", "\0\0\0", "no magic byte")) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThatExceptionOfType(SerializationException.class)
            .as(text)
            .isThrownBy(() -> ours.deserializer().deserialize("refused", bytes));
        assertThatExceptionOfType(RuntimeException.class)
            .as(text)
            .isThrownBy(() -> theirs.deserializer().deserialize("refused", bytes));
      }
    }
  }

  /** A value of a schema that lacks a field of ours, and of one that has a field more. */
  @Test
  void shouldReadOlderAndNewerSchemasAlike() {
    String topic = "evolution";
    GenericRecord older = athlete(without("erased")).build();
    GenericRecord newer = athlete(withNickname()).set("nickname", "Bobo").build();
    try (KafkaAvroSerializer theirWriter = new KafkaAvroSerializer();
        AvroSerializer<GenericRecord> ourWriter = new AvroSerializer<>();
        Serde<AthleteValue> ours = ours(AthleteValue.class);
        Serde<AthleteValue> theirs = theirs(AthleteValue.class)) {
      theirWriter.configure(settings(), false);
      ourWriter.configure(settings(), false);
      for (GenericRecord written : List.of(older, newer)) {
        // when
        byte[] our = ourWriter.serialize(topic, written);
        byte[] their = theirWriter.serialize(topic, written);

        // then
        assertThat(our).isEqualTo(their);
        AthleteValue read = ours.deserializer().deserialize(topic, their);
        assertThat(read).isEqualTo(theirs.deserializer().deserialize(topic, our));
        assertThat(read.getName()).isEqualTo("Bo");
        assertThat(read.getErased()).isFalse();
      }
    }
  }

  @Test
  void shouldGiveTheSameGenericRecords() {
    GenericRecord written = athlete(withNickname()).set("nickname", "Bobo").build();
    try (KafkaAvroSerializer theirWriter = new KafkaAvroSerializer();
        AvroDeserializer<GenericRecord> ours = new AvroDeserializer<>();
        ConfluentSerde theirs = new ConfluentSerde()) {
      theirWriter.configure(settings(), false);
      ours.configure(generic(), false);
      theirs.configure(generic(), false);

      byte[] bytes = theirWriter.serialize("generic", written);

      GenericRecord read = ours.deserialize("generic", bytes);
      assertThat(read).isEqualTo(theirs.deserializer().deserialize("generic", bytes));
      assertThat(read).isEqualTo(written);
    }
  }

  /** {@code auto.register.schemas=false}: the schema must be there, and is then found. */
  @Test
  void shouldInsistOnRegisteredSchemasAlike() {
    AthleteValue value = (AthleteValue) new Samples().values(1).findFirst().orElseThrow();
    Map<String, Object> strict =
        Map.of("schema.registry.url", registry.url(), "auto.register.schemas", false);
    try (AvroSerializer<AthleteValue> ours = new AvroSerializer<>();
        KafkaAvroSerializer theirs = new KafkaAvroSerializer();
        Serde<AthleteValue> registering = ours(AthleteValue.class)) {
      ours.configure(strict, false);
      theirs.configure(strict, false);
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> ours.serialize("strict", value));
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> theirs.serialize("strict", value));

      byte[] registered = registering.serializer().serialize("strict", value);

      assertThat(ours.serialize("strict", value)).isEqualTo(registered);
      assertThat(theirs.serialize("strict", value)).isEqualTo(registered);
    }
  }

  private Map<String, Object> settings() {
    return Map.of("schema.registry.url", registry.url());
  }

  private Map<String, Object> generic() {
    return Map.of("schema.registry.url", registry.url(), "specific.avro.reader", false);
  }

  private <T extends GenericContainer> Serde<T> ours(Class<T> type) {
    Serde<T> serde = AvroSerdes.valueSerde(type, settings());
    assertThat(serde).isInstanceOf(AvroSerde.class);
    return serde;
  }

  /** As the services make it when the variable names the class. */
  private <T extends GenericContainer> Serde<T> theirs(Class<T> type) {
    Serde<T> serde =
        AvroSerdes.valueSerde(
            type,
            Map.of(
                "schema.registry.url",
                registry.url(),
                AvroSerdes.SERDE,
                ConfluentSerde.class.getName()));
    assertThat(serde).isInstanceOf(ConfluentSerde.class);
    return serde;
  }

  private static GenericRecordBuilder athlete(Schema schema) {
    return new GenericRecordBuilder(schema)
        .set("athleteId", "a")
        .set("name", "Bo")
        .set(
            "visibility",
            new GenericData.EnumSymbol(schema.getField("visibility").schema(), "HIDDEN"));
  }

  private static Schema without(String field) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field each : ATHLETE.getFields()) {
      if (!each.name().equals(field)) {
        fields.add(new Schema.Field(each, each.schema()));
      }
    }
    return of(fields);
  }

  private static Schema withNickname() {
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field("nickname", Schema.create(Schema.Type.STRING), null, "none"));
    for (Schema.Field each : ATHLETE.getFields()) {
      fields.add(new Schema.Field(each, each.schema()));
    }
    return of(fields);
  }

  private static Schema of(List<Schema.Field> fields) {
    return Schema.createRecord(ATHLETE.getName(), null, ATHLETE.getNamespace(), false, fields);
  }
}
