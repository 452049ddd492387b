package io.stridelake.testkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stridelake.requirement.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Lane.BROKER)
class SharedBrokersTest {
  private static final String TOPIC = "shared";

  @Test
  void shouldHandOnABrokerAsIfItWereNew() throws Exception {
    String address;
    // Left as killed processes leave them: an open transaction and a member of a group.
    KafkaProducer<String, String> producer;
    KafkaConsumer<String, String> consumer;
    try (TestKafka first = TestKafka.shared()) {
      address = first.bootstrapServers();
      create(address);
      producer = transactional(address, "killed");
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, "open")).get();
      consumer = consumer(address);
      consumer.subscribe(List.of(TOPIC));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(50));
                return !consumer.assignment().isEmpty();
              });
    }

    try (TestKafka second = TestKafka.shared();
        Admin admin = Admin.create(Map.of("bootstrap.servers", second.bootstrapServers()))) {
      assertThat(second.bootstrapServers()).isEqualTo(address);
      assertThat(admin.listTopics().names().get()).isEmpty();
      assertThat(admin.listGroups().all().get()).isEmpty();
      create(address);
      try (KafkaProducer<String, String> next = transactional(address, "next")) {
        next.beginTransaction();
        next.send(new ProducerRecord<>(TOPIC, "new"));
        next.commitTransaction();
      }
      assertThat(read(address)).containsExactly("new");
    } finally {
      producer.close(Duration.ZERO);
      consumer.close();
    }
  }

  @Test
  void shouldHandOnABrokerThatWasStopped() {
    try (TestKafka first = TestKafka.shared()) {
      first.stop();
    }

    try (TestKafka second = TestKafka.shared()) {
      create(second.bootstrapServers());
    }
  }

  @Test
  void shouldGiveTwoAtOnceABrokerEach() {
    try (TestKafka first = TestKafka.shared();
        TestKafka second = TestKafka.shared()) {
      assertThat(first.bootstrapServers()).isNotEqualTo(second.bootstrapServers());
    }
  }

  private static void create(String address) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
                return true;
              });
    }
  }

  private static KafkaProducer<String, String> transactional(String address, String id) {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", address, "transactional.id", id),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  private static KafkaConsumer<String, String> consumer(String address) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            address,
            "group.id",
            "killed",
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest"),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private static List<String> read(String address) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = consumer(address)) {
      consumer.assign(List.of(new org.apache.kafka.common.TopicPartition(TOPIC, 0)));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(each -> values.add(each.value()));
                return !values.isEmpty();
              });
    }
    return values;
  }
}
