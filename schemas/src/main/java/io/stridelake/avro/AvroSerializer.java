package io.stridelake.avro;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records in Confluent's wire format: {@code 0x00}, the schema's id in four bytes, the
 * body. Null is a tombstone and stays null. Any number of threads may share one.
 *
 * @param <T> generated or generic records
 */
public final class AvroSerializer<T extends GenericContainer> implements Serializer<T> {
  static final byte MAGIC = 0;
  private static final int TYPICAL_BYTES = 256;

  private final Map<Schema, DatumWriter<T>> writers = new ConcurrentHashMap<>();
  private @Nullable SchemaRegistryClient registry;
  private boolean key;

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    close();
    registry = new SchemaRegistryClient(AvroConfig.of(settings));
    key = isKey;
  }

  /**
   * {@inheritDoc}
   *
   * @throws SerializationException if the value does not fit its schema or the registry refuses it
   * @throws RegistryUnavailableException if the registry does not answer for long
   */
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    if (value == null) {
      return null;
    }
    if (registry == null) {
      throw new IllegalStateException("serializer is used before it was configured");
    }
    Schema schema = value.getSchema();
    int id = registry.idOf(topic, key, schema);
    ByteBufferOutputStream bytes = new ByteBufferOutputStream(TYPICAL_BYTES);
    bytes.write(MAGIC);
    bytes.buffer().putInt(id);
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      writer(value, schema).write(value, encoder);
      encoder.flush();
    } catch (IOException | AvroRuntimeException | ClassCastException e) {
      throw new SerializationException("value for " + topic + " does not fit its schema", e);
    }
    return Arrays.copyOf(bytes.buffer().array(), bytes.position());
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
      registry = null;
    }
  }

  private DatumWriter<T> writer(T value, Schema schema) {
    DatumWriter<T> known = writers.get(schema);
    if (known == null) {
      known = newWriter(value, schema);
      writers.put(schema, known);
    }
    return known;
  }

  private DatumWriter<T> newWriter(T value, Schema schema) {
    return value instanceof SpecificRecord
        ? new SpecificDatumWriter<>(schema, SpecificData.getForClass(value.getClass()))
        : new GenericDatumWriter<>(schema);
  }
}
