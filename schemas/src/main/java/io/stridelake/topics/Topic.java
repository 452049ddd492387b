package io.stridelake.topics;

import java.util.Map;

/**
 * One topic.
 *
 * @param name in Kafka
 * @param partitioning how its records are spread
 * @param settings Kafka's topic settings that differ from the broker's defaults
 * @param owner the module that writes it
 */
public record Topic(
    String name, Partitioning partitioning, Map<String, String> settings, String owner) {
  public Topic {
    if (name.isBlank() || owner.isBlank()) {
      throw new IllegalArgumentException(
          "topic '" + name + "' of '" + owner + "' (expected a name and an owner)");
    }
    settings = Map.copyOf(settings);
  }
}
