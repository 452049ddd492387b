package io.stridelake.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stridelake.activity.CatalogueEntry;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.UnreadableValue;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A catalogue that a newer version writes, read by this one. */
class NewerCatalogueEntriesTest {
  private static final String TOPIC = "stridelake.activities.c1";
  private static final Schema EXTRACT =
      SchemaBuilder.record("ExtractValue")
          .namespace("io.stridelake.schema")
          .fields()
          .requiredLong("metres")
          .endRecord();

  private final FakeRegistry registry = new FakeRegistry();
  private final Serde<CatalogueEntryValue> serde =
      AvroSerdes.valueSerde(
          CatalogueEntryValue.class, Map.of("schema.registry.url", registry.url()));
  private final Deserializer<CatalogueEntryValue> entries = serde.deserializer();

  @AfterEach
  void stop() {
    serde.close();
    registry.close();
  }

  @Test
  void shouldPassOverAnEntryOfAKindThatItDoesNotKnow() throws IOException {
    GenericRecord extract = new GenericData.Record(EXTRACT);
    extract.put("metres", 5_000L);

    CatalogueEntryValue read = read(written(extract));

    assertThat(CatalogueEntryMapper.toDomain(read))
        .isInstanceOfSatisfying(
            CatalogueEntry.Unreadable.class,
            entry -> assertThat(entry.reason()).isEqualTo(CatalogueEntryMapper.UNKNOWN_ENTRY));
  }

  @Test
  void shouldReadWhatItKnowsFromTheNewerSchema() throws IOException {
    GenericRecord deleted =
        new GenericData.Record(
            CatalogueEntryValue.getClassSchema().getField("entry").schema().getTypes().get(1));

    CatalogueEntryValue read = read(written(deleted));

    assertThat(CatalogueEntryMapper.toDomain(read)).isInstanceOf(CatalogueEntry.Deleted.class);
    assertThat(read.getRawOffset()).isEqualTo(42);
  }

  @Test
  void shouldNotTakeDamagedBytesForNews() {
    byte[] bytes =
        serde
            .serializer()
            .serialize(
                TOPIC,
                new CatalogueEntryValue(
                    new UnreadableValue("malformed", "not JSON"), 1, 2L, Instant.EPOCH));

    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> entries.deserialize(TOPIC, Arrays.copyOf(bytes, bytes.length - 3)));
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> entries.deserialize(TOPIC, new byte[] {1, 2, 3}));
    assertThat(entries.deserialize(TOPIC, null)).isNull();
  }

  private CatalogueEntryValue read(byte[] bytes) {
    return Objects.requireNonNull(entries.deserialize(TOPIC, bytes));
  }

  /** As a version writes it whose catalogue has one more kind of entry. */
  private byte[] written(GenericRecord entry) throws IOException {
    Schema present = CatalogueEntryValue.getClassSchema();
    List<Schema> kinds = new ArrayList<>(present.getField("entry").schema().getTypes());
    kinds.add(EXTRACT);
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : present.getFields()) {
      Schema schema = field.name().equals("entry") ? Schema.createUnion(kinds) : field.schema();
      fields.add(new Schema.Field(field.name(), schema));
    }
    Schema newer =
        Schema.createRecord(
            present.getName(), present.getDoc(), present.getNamespace(), false, fields);
    GenericRecord value = new GenericData.Record(newer);
    value.put("entry", entry);
    value.put("rawPartition", 1);
    value.put("rawOffset", 42L);
    value.put("receivedAt", 0L);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(registry.add(newer)).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(newer).write(value, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
