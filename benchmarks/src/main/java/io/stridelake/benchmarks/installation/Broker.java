package io.stridelake.benchmarks.installation;

import io.stridelake.kafka.EmbeddedKafka;
import io.stridelake.registry.RegistryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Kafka and the schema registry as a program. */
public final class Broker {
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int MEGABYTES = 1_024;

  private Broker() {}

  /** Starts both in a process of their own and waits until they can be asked. */
  public static Program start(Path folder, int port, int registryPort)
      throws IOException, InterruptedException {
    Program broker =
        Program.java(
            "broker",
            folder,
            MEGABYTES,
            Broker.class,
            List.of(
                folder.resolve("kafka").toString(),
                Integer.toString(port),
                Integer.toString(registryPort)),
            Map.of());
    // It listens last.
    FreePort.awaitListener(registryPort);
    return broker;
  }

  /**
   * Runs until it is ended, or for six hours.
   *
   * @param arguments folder, Kafka's port, the registry's port
   */
  public static void main(String[] arguments) throws Exception {
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        RegistryServer registry =
            RegistryServer.start(kafka.bootstrapServers(), Integer.parseInt(arguments[2]))) {
      System.out.println(kafka.bootstrapServers() + " " + registry.url());
      Thread.sleep(LONGEST);
    }
  }
}
