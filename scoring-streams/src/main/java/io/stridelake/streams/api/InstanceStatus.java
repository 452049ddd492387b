package io.stridelake.streams.api;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is, for people.
 *
 * @param url where it answers
 * @param generation the one that answers
 * @param ruleSet what scores it
 * @param apps its Kafka Streams applications
 * @param topics the installation's topics
 */
@Serdeable
public record InstanceStatus(
    String url, int generation, String ruleSet, List<App> apps, List<KnownTopic> topics) {

  /**
   * A Kafka Streams application.
   *
   * @param id of the application and its consumer group
   * @param state of its threads here
   * @param failure why it has stopped for good here, in one line, or null if it has not
   * @param lag offsets that the whole group has yet to commit, or null if Kafka did not tell
   */
  @Serdeable
  public record App(String id, String state, @Nullable String failure, @Nullable Long lag) {}

  /**
   * A topic.
   *
   * @param name in Kafka
   * @param partitions how many it has
   * @param written offsets that were ever given in it, or null if Kafka did not tell
   */
  @Serdeable
  public record KnownTopic(String name, int partitions, @Nullable Long written) {}
}
