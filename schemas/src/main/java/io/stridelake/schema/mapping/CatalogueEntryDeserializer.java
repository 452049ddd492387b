package io.stridelake.schema.mapping;

import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.UnreadableValue;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads catalogue entries, also those of a kind that a newer version writes and this one has no
 * schema for: they read as unreadable entries of the reason {@value #REASON}, so that instances of
 * both versions can work on one catalogue. Damaged bytes are an error as ever.
 */
public final class CatalogueEntryDeserializer implements Deserializer<CatalogueEntryValue> {
  /** The reason that stands for every kind of entry that this version does not know. */
  public static final String REASON = "unknown-entry";

  private final Deserializer<CatalogueEntryValue> entries;

  /** Passes over what the configured deserializer of entries does not know. */
  public CatalogueEntryDeserializer(Deserializer<CatalogueEntryValue> entries) {
    this.entries = entries;
  }

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    entries.configure(settings, isKey);
  }

  @Override
  public @Nullable CatalogueEntryValue deserialize(String topic, byte @Nullable [] bytes) {
    try {
      return entries.deserialize(topic, bytes);
    } catch (SerializationException e) {
      return unknown(e);
    }
  }

  @Override
  public @Nullable CatalogueEntryValue deserialize(
      String topic, Headers headers, byte @Nullable [] bytes) {
    try {
      return entries.deserialize(topic, headers, bytes);
    } catch (SerializationException e) {
      return unknown(e);
    }
  }

  @Override
  public void close() {
    entries.close();
  }

  /** Avro says so where the writer's schema has something that the reader's has not. */
  private static CatalogueEntryValue unknown(SerializationException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof AvroTypeException) {
        return new CatalogueEntryValue(
            new UnreadableValue(REASON, String.valueOf(cause.getMessage())), 0, 0L, Instant.EPOCH);
      }
    }
    throw failure;
  }
}
