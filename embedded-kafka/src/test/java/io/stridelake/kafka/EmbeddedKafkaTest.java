package io.stridelake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stridelake.requirement.Lane;
import java.io.BufferedReader;
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

    EmbeddedKafka kafka = EmbeddedKafka.start(data, port);
    try (kafka) {
      assertThat(kafka.bootstrapServers()).isEqualTo(address);
      // A commit is decided before readers see it.
      await().untilAsserted(() -> assertThat(read(address)).containsExactly("one"));
    }
    kafka.close();
  }

  /** The session of the killed broker lasts longer than a start may take. */
  @Test
  void shouldComeBackAfterAKillWithoutWaitingForTheFormerSession() throws Exception {
    for (String value : List.of("one", "two")) {
      Process process = new ProcessBuilder(command()).redirectErrorStream(true).start();
      try (BufferedReader output = process.inputReader()) {
        String address =
            output
                .lines()
                .filter(line -> line.startsWith(Killed.STARTED))
                .findFirst()
                .orElseThrow()
                .substring(Killed.STARTED.length());
        write(address, value);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }

    long start = System.nanoTime();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0)) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      assertThat(took).isLessThan(NodeSettings.SESSION);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(read(kafka.bootstrapServers())).containsExactly("one", "two"));
      write(kafka.bootstrapServers(), "three");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(read(kafka.bootstrapServers()))
                      .containsExactly("one", "two", "three"));
    }
  }

  private List<String> command() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        classPath,
        Killed.class.getName(),
        data.toString());
  }

  /** A node in a process of its own, which waits to be killed. */
  static final class Killed {
    static final String STARTED = "started at ";

    private Killed() {}

    public static void main(String[] arguments) throws InterruptedException {
      EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0);
      System.out.println(STARTED + kafka.bootstrapServers());
      Thread.sleep(Long.MAX_VALUE);
    }
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
      if (!admin.listTopics().names().get().contains("t")) {
        admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
      }
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
