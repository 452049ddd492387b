package io.stridelake.kafka;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Controller and broker in one process, put together as Kafka's {@link KafkaRaftServer} does, with
 * two differences: the sockets may be bound before, and a node that was killed comes back at once.
 *
 * <p>The controller refuses a broker while the session of its former life may still last. Here the
 * former life ended for sure, because the data folder is locked by the process that uses it. So the
 * controller is told to forget it, and the session can be long enough for a busy machine.
 */
final class Node {
  private static final Logger log = LoggerFactory.getLogger(Node.class);
  private static final long POLL_MILLIS = 20;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Metrics metrics;
  private final ControllerServer controller;
  private final BrokerServer broker;

  Node(KafkaConfig config, ServerSocketFactory sockets) {
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
        KafkaRaftServer.initializeLogDirs(config, log, "[node " + config.nodeId() + "] ");
    metrics =
        Server.initializeMetrics(
            config, Time.SYSTEM, directories._1().clusterId().orElseThrow().toString());
    SharedServer shared =
        new SharedServer(
            config,
            directories._1(),
            Time.SYSTEM,
            metrics,
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
            new StandardFaultHandlerFactory(),
            sockets);
    broker = new BrokerServer(shared);
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
  }

  /**
   * Starts and returns when requests are taken.
   *
   * @param killed whether the node's former life, if it had one, did not end by itself
   */
  void start(boolean killed) {
    controller.startup();
    if (killed) {
      forgetFormerLife();
    }
    broker.startup();
  }

  /** Ends both; also after a start that failed. */
  void stop() {
    broker.shutdown();
    controller.shutdown();
    broker.awaitShutdown();
    controller.awaitShutdown();
    metrics.close();
  }

  private void forgetFormerLife() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!isForgotten()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "the controller of the embedded Kafka does not become active");
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the embedded Kafka starts", e);
      }
    }
  }

  /** False while the controller is not active yet. */
  private boolean isForgotten() {
    ControllerRequestContext context =
        new ControllerRequestContext(
            new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
    try {
      controller.controller().unregisterBroker(context, NodeSettings.NODE).get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BrokerIdNotRegisteredException) {
        return true;
      }
      if (e.getCause() instanceof NotControllerException) {
        return false;
      }
      throw new IllegalStateException("the controller of the embedded Kafka failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the embedded Kafka starts", e);
    }
  }
}
