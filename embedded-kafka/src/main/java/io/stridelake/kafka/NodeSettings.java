package io.stridelake.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** How the node is set up: one copy of everything, small, on the loopback interface. */
final class NodeSettings {
  static final String HOST = "127.0.0.1";
  static final int NODE = 1;

  /**
   * How long the broker may be silent. Nobody takes over from the only broker: a session that ends
   * while the machine is busy is an outage and nothing else. A start does not wait for it, see
   * {@link Node}. Shorter than the minute in which a broker must be registered, so that even a
   * start that had to wait succeeds.
   */
  static final Duration SESSION = Duration.ofSeconds(45);

  static final String CONTROLLER = "CONTROLLER";

  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", Integer.toString(NODE)),
          Map.entry("controller.listener.names", CONTROLLER),
          Map.entry("inter.broker.listener.name", "BROKER"),
          Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          Map.entry("auto.create.topics.enable", "false"),
          // One node holds the only copy.
          Map.entry("default.replication.factor", "1"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          // A few groups and transactions do not need fifty partitions each.
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("broker.session.timeout.ms", Long.toString(SESSION.toMillis())),
          // Several heartbeats make a start, each of them waits that long at most.
          Map.entry("broker.heartbeat.interval.ms", "200"),
          // The default holds 128 MiB of heap for ever.
          Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(24 * 1024 * 1024)),
          Map.entry("num.io.threads", "4"),
          Map.entry("num.network.threads", "2"),
          Map.entry("background.threads", "2"));

  private NodeSettings() {}

  static Properties of(Path data, int brokerPort, int controllerPort) {
    Properties settings = new Properties();
    settings.putAll(FIXED);
    String broker = "BROKER://" + HOST + ":" + brokerPort;
    String controller = CONTROLLER + "://" + HOST + ":" + controllerPort;
    settings.put("listeners", broker + "," + controller);
    settings.put("advertised.listeners", broker);
    settings.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
    settings.put("log.dirs", data.toAbsolutePath().toString());
    return settings;
  }
}
