package io.stridelake.avro;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Makes the configured serde, so that Confluent's can stand in the place of ours. */
public final class AvroSerdes {
  /** The serde's class; default {@link AvroSerde}. */
  public static final String SERDE = "stridelake.avro.serde";

  private AvroSerdes() {}

  /**
   * A configured serde for values of a topic. It may be shared by threads; close it when done.
   *
   * @param type the generated class
   * @param settings {@code schema.registry.url} and what else the serde understands
   * @throws ConfigException if the settings make no sense
   */
  public static <T extends GenericContainer> Serde<T> valueSerde(
      Class<T> type, Map<String, ?> settings) {
    Map<String, Object> complete = new HashMap<>(settings);
    complete.put(AvroConfig.SPECIFIC_READER, true);
    complete.put(AvroConfig.VALUE_TYPE, type.getName());
    Serde<T> serde = newSerde(settings.get(SERDE));
    serde.configure(complete, false);
    return serde;
  }

  @SuppressWarnings("unchecked") // The serde gives what the value type says.
  private static <T extends GenericContainer> Serde<T> newSerde(@Nullable Object name) {
    if (name == null) {
      return new AvroSerde<>();
    }
    try {
      return Utils.newInstance(name.toString(), Serde.class);
    } catch (ClassNotFoundException | RuntimeException e) {
      throw new ConfigException(SERDE, name, "not a serde on the class path: " + e.getMessage());
    }
  }
}
