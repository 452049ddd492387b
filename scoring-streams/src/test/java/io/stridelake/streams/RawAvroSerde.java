package io.stridelake.streams;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Avro without a registry, for a driver that has no Kafka. */
public final class RawAvroSerde {
  private RawAvroSerde() {}

  /** A serde of one schema; null stays null. */
  @SuppressWarnings("NullAway") // Kafka hands over null for a tombstone
  public static <T extends SpecificRecord> Serde<T> of(Schema schema) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write(schema, value),
        (topic, bytes) -> bytes == null ? null : read(schema, bytes));
  }

  private static <T> byte[] write(Schema schema, T value) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new SpecificDatumWriter<T>(schema).write(value, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("NullAway") // there is no object to reuse
  private static <T> T read(Schema schema, byte[] bytes) {
    try {
      return new SpecificDatumReader<T>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
