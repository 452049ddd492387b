package io.stridelake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stridelake.requirement.Lane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(Lane.BROKER)
class EmbeddedKafkaTest {
  @TempDir Path data;

  @Test
  void shouldKeepItsDataAndPortOverARestart() throws Exception {
    String address = startAndWrite("one");
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));

    long start;
    EmbeddedKafka kafka = EmbeddedKafka.start(data, port);
    try (kafka) {
      assertThat(kafka.bootstrapServers()).isEqualTo(address);
      // A commit is decided before readers see it.
      await().untilAsserted(() -> assertThat(read(address)).containsExactly("one"));
      start = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    kafka.close();
  }

  private String startAndWrite(String value) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0)) {
      write(kafka.bootstrapServers(), value);
      return kafka.bootstrapServers();
    }
  }

  private static void write(String address, String value) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", address, "transactional.id", "test"),
                new StringSerializer(),
                new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("t", value));
      producer.commitTransaction();
    }
  }

  private static List<String> read(String address) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", address, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("t", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new ArrayList<>();
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(each -> values.add(each.value()));
      }
      return values;
    }
  }
}
