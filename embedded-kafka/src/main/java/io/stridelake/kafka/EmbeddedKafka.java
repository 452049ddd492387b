package io.stridelake.kafka;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, broker and controller at once, that keeps its data in a folder. The folder may be
 * used again after a close or a crash, at the same port or another.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

  private final Node node;
  private final int port;
  private boolean closed;

  private EmbeddedKafka(Node node, int port) {
    this.node = node;
    this.port = port;
  }

  /**
   * Starts a node and returns when it takes requests.
   *
   * @param data its folder, created when missing
   * @param port of the loopback interface, or 0 for a free one
   * @throws UncheckedIOException if the folder cannot be used
   * @throws RuntimeException if the port is in use or Kafka does not start
   */
  public static EmbeddedKafka start(Path data, int port) {
    boolean killed = Storage.wasKilled(data);
    Storage.format(data);
    try (BoundPorts ports = new BoundPorts()) {
      int brokerPort = port == 0 ? ports.bind() : port;
      KafkaConfig config = KafkaConfig.fromProps(NodeSettings.of(data, brokerPort, ports.bind()));
      EmbeddedKafka kafka = new EmbeddedKafka(new Node(config, ports), brokerPort);
      try {
        kafka.node.start(killed);
      } catch (RuntimeException | Error e) {
        kafka.close();
        throw e;
      }
      log.atInfo().addKeyValue("port", brokerPort).log("Embedded Kafka started");
      return kafka;
    }
  }

  /** Where clients find it. */
  public String bootstrapServers() {
    return NodeSettings.HOST + ":" + port;
  }

  /** Stops cleanly; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      node.stop();
    }
  }
}
