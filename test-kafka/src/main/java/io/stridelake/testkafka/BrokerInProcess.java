package io.stridelake.testkafka;

import io.stridelake.kafka.EmbeddedKafka;
import java.nio.file.Path;

/** The embedded broker. */
final class BrokerInProcess implements TestKafka {
  private final Path data;
  private final String bootstrapServers;
  private EmbeddedKafka kafka;

  BrokerInProcess(Path data) {
    this.data = data;
    this.kafka = EmbeddedKafka.start(data, 0);
    this.bootstrapServers = kafka.bootstrapServers();
  }

  @Override
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void stop() {
    kafka.close();
  }

  @Override
  public void startAgain() {
    kafka = EmbeddedKafka.start(data, Integer.parseInt(bootstrapServers.replaceAll(".*:", "")));
  }

  @Override
  public Path files() {
    return data;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
