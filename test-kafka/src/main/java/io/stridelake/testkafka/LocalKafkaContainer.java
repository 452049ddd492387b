package io.stridelake.testkafka;

import io.stridelake.requirement.ReservedPort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka in a container of an engine on this machine, set up as the embedded broker is. */
final class LocalKafkaContainer extends KafkaContainer {
  /** Where the broker keeps its data inside. */
  static final String DATA = "/var/lib/kafka/data";

  private static final Duration START = Duration.ofMinutes(3);
  private static final int INSIDE = 9092;
  private static final String LOOPBACK = "127.0.0.1";

  LocalKafkaContainer(String image) {
    super(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
    withEnv(
        Map.of(
            "KAFKA_HEAP_OPTS", "-Xmx512m",
            "KAFKA_LOG_DIRS", DATA,
            "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
            "KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4",
            "KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4",
            // A broker that was stopped comes back fast.
            "KAFKA_BROKER_SESSION_TIMEOUT_MS", "1400",
            "KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "200"));
    // Testcontainers allows one minute, which a busy machine may need for Kafka alone.
    withStartupTimeout(START);
    setPortBindings(List.of(LOOPBACK + ":" + ReservedPort.next() + ":" + INSIDE));
  }
}
