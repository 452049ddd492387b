package io.stridelake.benchmarks.replay;

import io.stridelake.kafka.EmbeddedKafka;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;

/** A broker in a process of its own, so that its work is not the apps'. */
final class BrokerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final String bootstrap;

  private BrokerProcess(Process process, String bootstrap) {
    this.process = process;
    this.bootstrap = bootstrap;
  }

  /** The broker's program: folder and port. */
  public static void main(String[] arguments) throws InterruptedException {
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
      System.out.println(kafka.bootstrapServers());
      Thread.sleep(Duration.ofDays(1));
    }
  }

  static BrokerProcess start(Path folder) throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BrokerProcess.class.getName(),
                    folder.resolve("kafka").toString(),
                    Integer.toString(port)))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("broker.log").toFile())
            .start();
    BrokerProcess broker = new BrokerProcess(process, "127.0.0.1:" + port);
    broker.await();
    return broker;
  }

  String bootstrap() {
    return bootstrap;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private void await() throws InterruptedException {
    long latest = System.nanoTime() + PATIENCE.toNanos();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrap))) {
      while (process.isAlive() && System.nanoTime() < latest) {
        try {
          admin.describeCluster().nodes().get(1, TimeUnit.SECONDS);
          return;
        } catch (java.util.concurrent.ExecutionException
            | java.util.concurrent.TimeoutException e) {
          Thread.sleep(200);
        }
      }
    }
    process.destroyForcibly();
    throw new TimeoutException("the broker does not start, see broker.log");
  }
}
