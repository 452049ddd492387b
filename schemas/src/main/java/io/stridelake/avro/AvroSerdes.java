package io.stridelake.avro;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the configured serde, so that Confluent's can stand in the place of ours. */
public final class AvroSerdes {
  /** The serde's class; {@link AvroSerde} if there is none, or a blank one. */
  public static final String SERDE = "stridelake.avro.serde";

  private static final Logger log = LoggerFactory.getLogger(AvroSerdes.class);

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
    if (name == null || name.toString().isBlank()) {
      return new AvroSerde<>();
    }
    try {
      Serde<T> serde = Utils.newInstance(name.toString().strip(), Serde.class);
      log.atInfo()
          .addKeyValue("serde", serde.getClass().getName())
          .log("Avro values go through another serde than ours");
      return serde;
    } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
      throw new ConfigException(
          SERDE, name, "STRIDE_AVRO_SERDE names no serde of the class path that can be made: " + e);
    }
  }
}
