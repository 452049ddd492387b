package io.stridelake.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.serde.ObjectMapper;
import io.stridelake.requirement.Lane;
import io.stridelake.testkafka.TestKafka;
import io.stridelake.topics.TopicCatalogue;
import io.stridelake.topics.TopicProvisioner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log as several versions of Stridelake read and write it. */
@Tag(Lane.BROKER)
class ControlLogTest {
  private static final TopicCatalogue TOPICS = new TopicCatalogue();

  private static TestKafka kafka;
  private static ControlLog log;

  @BeforeAll
  static void start() {
    kafka = TestKafka.shared();
    Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(clients)) {
      new TopicProvisioner(admin).ensure(TOPICS, List.of(TOPICS.control()));
    }
    log = new ControlLog(TOPICS, clients, ObjectMapper.getDefault());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void shouldPassOverWhatItDoesNotKnow() throws Exception {
    long epoch = log.state().epoch();
    ControlState before = log.state();

    line("{\"command\":\"crown\",\"expectedEpoch\":%d,\"athlete\":\"ann\"}".formatted(epoch));
    line("{\"command\":\"crown\",\"expectedEpoch\":%d}".formatted(epoch + 40));
    line("{\"command\":\"crowned\",\"generation\":1,\"resets\":0}");
    line("no JSON at all");
    line("");
    line("null");
    line("[1]");

    assertThat(log.state().epoch())
        .as("only the first expects the right epoch")
        .isEqualTo(epoch + 1);
    assertThat(log.state().saysTheSameAs(before)).isTrue();
    try (ControlLog.Follower follower = log.follow()) {
      await()
          .untilAsserted(
              () -> assertThat(follower.next(Duration.ofMillis(50))).isEqualTo(log.state()));
    }
  }

  @Test
  void shouldTellTheLoserWhatHappened() throws Exception {
    if (log.state().generations().isEmpty()) {
      assertThat(log.append(new ControlCommand.Found(log.state().epoch(), "rules", 1)).obeyed())
          .isTrue();
    }
    long epoch = log.state().epoch();
    ControlCommand reset = new ControlCommand.Reset(epoch, "rules", Source.CATALOGUE, "1");
    assertThat(log.append(reset).obeyed()).isTrue();
    line("{\"command\":\"crown\",\"expectedEpoch\":%d}".formatted(epoch + 1));

    ControlLog.Outcome late = log.append(reset);

    assertThat(late.obeyed()).isFalse();
    assertThat(late.meanwhile()).hasSize(2);
    assertThat(late.meanwhile().getFirst())
        .startsWith("the active generation was reset in place with rule set rules at 20");
    assertThat(late.meanwhile().getLast()).contains("newer version").contains("crown");
  }

  private static void line(String text) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(TOPICS.control().name(), 0, null, text.getBytes(UTF_8)))
          .get();
    }
  }
}
