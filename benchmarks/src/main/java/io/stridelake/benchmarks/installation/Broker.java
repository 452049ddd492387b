package io.stridelake.benchmarks.installation;

import io.stridelake.kafka.EmbeddedKafka;
import io.stridelake.registry.RegistryServer;
import java.nio.file.Path;
import java.time.Duration;

/** Kafka and the schema registry as a program. */
final class Broker {
  private static final Duration LONGEST = Duration.ofHours(6);

  private Broker() {}

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
