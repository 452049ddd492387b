package io.stridelake.standalone;

import org.apache.kafka.common.utils.Exit;

/**
 * Says why the process ends when the broker gives up: it halts the JVM when it cannot write its
 * only folder, and would do so without a word.
 */
final class BrokerEnd {
  private static final int ENVIRONMENT = 3;

  private BrokerEnd() {}

  /** From now on a broker that gives up says so on standard error, with exit code 3. */
  static void explain(DataFolder folder) {
    Exit.setHaltProcedure(
        (code, message) -> {
          System.err.println("stride: " + reason(folder));
          Runtime.getRuntime().halt(ENVIRONMENT);
        });
  }

  static String reason(DataFolder folder) {
    return folder.isFull()
        ? "the disk of %s is full: free some space and start again, nothing that was stored is lost"
            .formatted(folder.path())
        : "Kafka cannot use %s any more: %s says why"
            .formatted(folder.resolve("kafka"), folder.resolve("logs"));
  }
}
