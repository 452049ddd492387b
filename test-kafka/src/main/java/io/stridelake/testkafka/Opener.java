package io.stridelake.testkafka;

import java.nio.file.Path;

/** Starts brokers where this JVM's tests have them. */
final class Opener {
  private Opener() {}

  /** Starts a broker with no topics. */
  static TestKafka open(Path data) {
    return switch (Choice.made()) {
      case Choice.Embedded _ -> new BrokerInProcess(data);
      case Choice.Container(String image) -> new BrokerInContainer(image, data);
    };
  }
}
