package io.stridelake.process;

import io.stridelake.avro.AvroSerde;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Our serde, which throws at the athlete {@value #POISON} in stream threads as long as the file
 * that {@code STRIDE_TEST_TRIP} names is there: a bug that a later version has not.
 */
public final class TrippingSerde<T extends GenericContainer> implements Serde<T> {
  /** The name of the athlete. */
  static final String POISON = "Poison";

  private final AvroSerde<T> inner = new AvroSerde<>();
  private final @Nullable Path trip = trip();

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    inner.configure(settings, isKey);
  }

  @Override
  public void close() {
    inner.close();
  }

  @Override
  public Serializer<T> serializer() {
    return inner.serializer();
  }

  @Override
  public Deserializer<T> deserializer() {
    Deserializer<T> plain = inner.deserializer();
    return (topic, bytes) -> {
      T value = plain.deserialize(topic, bytes);
      if (trip != null
          && Thread.currentThread().getName().contains("StreamThread")
          && String.valueOf(value).contains(POISON)
          && Files.exists(trip)) {
        throw new IllegalStateException("this version cannot read " + POISON);
      }
      return value;
    };
  }

  private static @Nullable Path trip() {
    String file = System.getenv("STRIDE_TEST_TRIP");
    return file == null ? null : Path.of(file);
  }
}
