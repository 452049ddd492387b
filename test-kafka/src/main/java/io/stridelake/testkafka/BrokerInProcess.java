package io.stridelake.testkafka;

import io.stridelake.kafka.EmbeddedKafka;
import io.stridelake.requirement.ReservedPort;
import java.nio.file.Path;

/** The embedded broker. */
final class BrokerInProcess implements TestKafka {
  private final Path data;

  /** Reserved, so that it is still there after a stop. */
  private final int port = ReservedPort.next();

  private EmbeddedKafka kafka;

  BrokerInProcess(Path data) {
    this.data = data;
    this.kafka = EmbeddedKafka.start(data, port);
  }

  @Override
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public void stop() {
    kafka.close();
  }

  @Override
  public void startAgain() {
    kafka = EmbeddedKafka.start(data, port);
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
