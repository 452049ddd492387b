package io.stridelake.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.stridelake.requirement.Lane;
import io.stridelake.testkafka.TestKafka;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Lane.BROKER)
class TopicProvisionerTest {
  private static TestKafka kafka;
  private static Admin admin;

  private final TopicCatalogue catalogue = new TopicCatalogue(3, (short) 1);
  private TopicProvisioner provisioner;

  @BeforeAll
  static void start() {
    kafka = TestKafka.shared();
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    kafka.close();
  }

  @BeforeEach
  void connect() {
    provisioner = new TopicProvisioner(admin);
  }

  @Test
  void shouldCreateEveryTopicAsDeclared() throws Exception {
    List<Topic> topics = catalogue.all(List.of(1));

    provisioner.ensure(catalogue, topics);

    for (Topic topic : topics) {
      int partitions =
          get(admin.describeTopics(List.of(topic.name())).topicNameValues(), topic.name())
              .partitions()
              .size();
      assertThat(partitions).as(topic.name()).isEqualTo(catalogue.partitionsOf(topic));
      Config config = config(topic);
      topic
          .settings()
          .forEach(
              (name, value) ->
                  assertThat(config.get(name).value()).as(topic + " " + name).isEqualTo(value));
    }
    assertThatCode(() -> provisioner.ensure(catalogue, topics)).doesNotThrowAnyException();
  }

  @Test
  void shouldLetSeveralInstancesCreateAtOnce() throws Exception {
    List<Topic> topics = List.of(catalogue.activities(71), catalogue.activities(72));
    Callable<Boolean> ensure =
        () -> {
          provisioner.ensure(catalogue, topics);
          return true;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (Future<Boolean> each : threads.invokeAll(List.of(ensure, ensure, ensure))) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  @Test
  void shouldRefuseAnotherNumberOfPartitions() {
    List<Topic> topics = List.of(catalogue.activities(81));
    provisioner.ensure(catalogue, topics);

    assertThatExceptionOfType(TopicMismatchException.class)
        .isThrownBy(() -> provisioner.ensure(new TopicCatalogue(4, (short) 1), topics))
        .withMessageContaining("stridelake.activities.c81")
        .withMessageContaining("3 partitions, expected 4")
        .withMessageContaining("STRIDE_PARTITIONS");
  }

  @Test
  void shouldRefuseATopicThatWouldForget() throws Exception {
    Topic topic = catalogue.activities(82);
    provisioner.ensure(catalogue, List.of(topic));
    set(topic, "cleanup.policy", "delete");
    set(topic, "retention.ms", "1000");

    // The broker learns of a change a moment after the controller took it.
    await()
        .untilAsserted(
            () ->
                assertThatExceptionOfType(TopicMismatchException.class)
                    .isThrownBy(() -> provisioner.ensure(catalogue, List.of(topic)))
                    .withMessageContaining("cleanup.policy=delete, expected compact")
                    .withMessageContaining("retention.ms=1000, expected -1"));
  }

  @Test
  void shouldAcceptPoliciesInAnyOrder() throws Exception {
    Topic topic = catalogue.deadLetters();
    provisioner.ensure(catalogue, List.of(topic));
    set(topic, "cleanup.policy", "delete,compact");
    await().until(() -> "delete,compact".equals(config(topic).get("cleanup.policy").value()));

    assertThatCode(() -> provisioner.ensure(catalogue, List.of(topic))).doesNotThrowAnyException();
    set(topic, "cleanup.policy", "compact,delete");
  }

  private static Config config(Topic topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    return get(admin.describeConfigs(Set.of(resource)).values(), resource);
  }

  private static void set(Topic topic, String name, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
  }

  private static <K, V> V get(Map<K, KafkaFuture<V>> futures, K key) throws Exception {
    return Objects.requireNonNull(futures.get(key)).get();
  }
}
