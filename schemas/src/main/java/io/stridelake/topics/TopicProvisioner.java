package io.stridelake.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that topics exist as the catalogue says, and refuses those that would lose data. */
public final class TopicProvisioner {
  private static final Logger log = LoggerFactory.getLogger(TopicProvisioner.class);

  /** How long a created topic may take until every broker knows it. */
  private static final Duration SPREAD = Duration.ofSeconds(30);

  private static final long PAUSE_MILLIS = 100;

  private final Admin admin;

  /** Works through the client, which the caller closes. */
  public TopicProvisioner(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates what is missing and checks cleanup policy, retention and partitions of what exists.
   * Returns when all topics can be used. Several instances may do this at once.
   *
   * @throws TopicMismatchException if a topic exists with other settings
   * @throws KafkaException if Kafka cannot be asked or refuses
   */
  public void ensure(TopicCatalogue catalogue, Collection<Topic> topics) {
    Map<String, TopicDescription> existing = describe(topics);
    for (Topic topic : topics) {
      if (!existing.containsKey(topic.name())) {
        create(catalogue, topic);
      }
    }
    if (existing.size() < topics.size()) {
      existing = awaitAll(topics);
    }
    verify(catalogue, topics, existing);
  }

  private void create(TopicCatalogue catalogue, Topic topic) {
    NewTopic request =
        new NewTopic(topic.name(), catalogue.partitionsOf(topic), catalogue.replication())
            .configs(topic.settings());
    try {
      get(admin.createTopics(Set.of(request)).all());
      log.atInfo()
          .addKeyValue("topic", topic.name())
          .addKeyValue("partitions", catalogue.partitionsOf(topic))
          .log("Topic created");
    } catch (TopicExistsException e) {
      log.atDebug().addKeyValue("topic", topic.name()).log("Topic created by another instance");
    }
  }

  private Map<String, TopicDescription> awaitAll(Collection<Topic> topics) {
    long end = System.nanoTime() + SPREAD.toNanos();
    while (true) {
      Map<String, TopicDescription> found = describe(topics);
      if (found.size() == topics.size()) {
        return found;
      }
      if (System.nanoTime() - end > 0) {
        throw new TimeoutException("created topics are not known after " + SPREAD);
      }
      pause();
    }
  }

  private Map<String, TopicDescription> describe(Collection<Topic> topics) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(topics.stream().map(Topic::name).toList())
        .topicNameValues()
        .forEach(
            (name, description) -> {
              try {
                found.put(name, get(description));
              } catch (UnknownTopicOrPartitionException e) {
                log.atDebug().addKeyValue("topic", name).log("Topic is missing");
              }
            });
    return found;
  }

  private void verify(
      TopicCatalogue catalogue, Collection<Topic> topics, Map<String, TopicDescription> found) {
    Map<ConfigResource, Config> configs =
        get(admin.describeConfigs(topics.stream().map(TopicProvisioner::resource).toList()).all());
    List<String> mismatches = new ArrayList<>();
    for (Topic topic : topics) {
      TopicDescription description = found.get(topic.name());
      int partitions = description == null ? 0 : description.partitions().size();
      if (partitions != catalogue.partitionsOf(topic)) {
        mismatches.add(wrongPartitions(topic, partitions, catalogue.partitionsOf(topic)));
      }
      Config config = configs.get(resource(topic));
      for (String setting : List.of(CLEANUP_POLICY_CONFIG, RETENTION_MS_CONFIG)) {
        String expected = topic.settings().get(setting);
        String value = config == null ? "nothing" : config.get(setting).value();
        if (expected != null && !asSet(expected).equals(asSet(value))) {
          mismatches.add(wrongSetting(topic, setting, value, expected));
        }
      }
    }
    if (!mismatches.isEmpty()) {
      throw new TopicMismatchException(mismatches);
    }
  }

  private static String wrongPartitions(Topic topic, int found, int expected) {
    return ("topic %s has %d partitions, expected %d: set STRIDE_PARTITIONS to what the topics have;"
            + " the number is changed only by copying the lake into new topics")
        .formatted(topic.name(), found, expected);
  }

  private static String wrongSetting(Topic topic, String setting, String found, String expected) {
    return ("topic %s has %s=%s, expected %s, otherwise data is lost or never erased: "
            + "kafka-configs --alter --entity-type topics --entity-name %s --add-config '%s=[%s]'")
        .formatted(topic.name(), setting, found, expected, topic.name(), setting, expected);
  }

  private static Set<String> asSet(String list) {
    return new TreeSet<>(List.of(list.split(",")));
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
