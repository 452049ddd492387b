package io.stridelake.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link AvroSerializer} or Confluent's serializer wrote, also with an older or newer
 * schema. Null is a tombstone and stays null. Any number of threads may share one.
 *
 * @param <T> generated or generic records, as configured
 */
public final class AvroDeserializer<T extends GenericContainer> implements Deserializer<T> {
  private static final int HEADER_BYTES = 5;

  private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
  private @Nullable SchemaRegistryClient registry;
  private @Nullable AvroConfig config;

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    close();
    config = AvroConfig.of(settings);
    registry = new SchemaRegistryClient(config);
  }

  /**
   * {@inheritDoc}
   *
   * @throws SerializationException if the bytes are not of this format, the schema is unknown to
   *     the registry or cannot be read as the wanted class
   * @throws RegistryUnavailableException if the registry does not answer for long
   */
  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    if (bytes.length < HEADER_BYTES || bytes[0] != AvroSerializer.MAGIC) {
      throw new SerializationException(
          "value of %d bytes in %s (expected 0x00, four bytes of schema id, Avro)"
              .formatted(bytes.length, topic));
    }
    int id = ByteBuffer.wrap(bytes).getInt(1);
    BinaryDecoder body =
        DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    try {
      T value = reader(id).read(null, body);
      if (!body.isEnd()) {
        throw new SerializationException("value in " + topic + " is longer than its schema says");
      }
      return value;
    } catch (IOException | AvroRuntimeException | ClassCastException e) {
      throw new SerializationException("value in " + topic + " does not fit schema " + id, e);
    }
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
      registry = null;
    }
    readers.clear();
  }

  private DatumReader<T> reader(int id) {
    DatumReader<T> known = readers.get(id);
    if (known == null) {
      if (registry == null || config == null) {
        throw new IllegalStateException("deserializer is used before it was configured");
      }
      known = newReader(registry.byId(id), config);
      readers.put(id, known);
    }
    return known;
  }

  private static <T> DatumReader<T> newReader(Schema writer, AvroConfig config) {
    if (!config.specificReader()) {
      return new GenericDatumReader<>(writer);
    }
    Class<?> type = type(writer, config);
    SpecificData data = SpecificData.getForClass(type);
    Schema reader = UnknownBranches.added(data.getSchema(type), writer);
    return new SpecificDatumReader<>(writer, reader, data);
  }

  private static Class<?> type(Schema writer, AvroConfig config) {
    String name = config.valueType() == null ? writer.getFullName() : config.valueType();
    try {
      return Class.forName(name, true, classLoader());
    } catch (ClassNotFoundException e) {
      throw new SerializationException("no generated class for schema " + name, e);
    }
  }

  private static ClassLoader classLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? AvroDeserializer.class.getClassLoader() : context;
  }
}
