package io.stridelake.testkafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.requirement.Lane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against whichever broker the environment chooses. */
@Tag(Lane.BROKER)
class TestKafkaTest {
  @Test
  void shouldComeBackWithWhatItHad(@TempDir Path folder) throws Exception {
    try (TestKafka kafka = TestKafka.start(folder.resolve("kafka"))) {
      Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (Admin admin = Admin.create(settings);
          KafkaProducer<String, String> producer =
              new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
        admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
        producer.send(new ProducerRecord<>("kept", "a needle")).get();
      }

      kafka.stop();
      kafka.startAgain();

      try (Admin admin = Admin.create(settings)) {
        assertThat(admin.listTopics().names().get()).contains("kept");
      }
      assertThat(textOf(kafka.files())).contains("a needle");
    }
  }

  private static String textOf(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".log")).toList()) {
        text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return text.toString();
  }
}
