package io.stridelake.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, broker and controller at once, that keeps its data in a folder. The folder may be
 * used again after a close or a crash, at the same port or another.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

  private final KafkaRaftServer server;
  private final int port;
  private boolean closed;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
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
    int[] free = freePorts();
    int brokerPort = port == 0 ? free[0] : port;
    Storage.format(data);
    KafkaRaftServer server =
        new KafkaRaftServer(
            KafkaConfig.fromProps(NodeSettings.of(data, brokerPort, free[1])), Time.SYSTEM);
    EmbeddedKafka kafka = new EmbeddedKafka(server, brokerPort);
    try {
      server.startup();
    } catch (RuntimeException | Error e) {
      kafka.close();
      throw e;
    }
    log.atInfo().addKeyValue("port", brokerPort).log("Embedded Kafka started");
    return kafka;
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
      server.shutdown();
      server.awaitShutdown();
    }
  }

  /** Two ports, one for clients and one for the controller, held at once so that they differ. */
  private static int[] freePorts() {
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new int[] {one.getLocalPort(), other.getLocalPort()};
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }
}
