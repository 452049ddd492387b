package io.stridelake.testkafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The brokers of this JVM that test classes use one after another. There are as many as are used at
 * once: one, unless classes run beside each other. They end with the JVM.
 */
final class SharedBrokers {
  private static final SharedBrokers OF_THIS_JVM = new SharedBrokers();

  private final Deque<TestKafka> idle = new ArrayDeque<>();

  private SharedBrokers() {}

  /** Takes a broker without topics, groups and open transactions. */
  static TestKafka take() {
    return new Lease(OF_THIS_JVM, OF_THIS_JVM.idleOrNew());
  }

  private TestKafka idleOrNew() {
    synchronized (this) {
      TestKafka one = idle.pollFirst();
      if (one != null) {
        return one;
      }
    }
    Path data = folder();
    TestKafka kafka = Opener.open(data);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  kafka.close();
                  delete(data);
                },
                "end of the shared broker"));
    return kafka;
  }

  private synchronized void giveBack(TestKafka kafka) {
    idle.addFirst(kafka);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("test-kafka");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What one class does with a shared broker; at the end everything of it is removed. */
  private static final class Lease implements TestKafka {
    private final SharedBrokers owner;
    private final TestKafka kafka;
    private boolean stopped;
    private boolean closed;

    Lease(SharedBrokers owner, TestKafka kafka) {
      this.owner = owner;
      this.kafka = kafka;
    }

    @Override
    public String bootstrapServers() {
      return kafka.bootstrapServers();
    }

    @Override
    public void stop() {
      kafka.stop();
      stopped = true;
    }

    @Override
    public void startAgain() {
      kafka.startAgain();
      stopped = false;
    }

    @Override
    public Path files() {
      return kafka.files();
    }

    /** A broker that cannot be emptied is used no more. */
    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      if (stopped) {
        startAgain();
      }
      try (BrokerCleaner cleaner = new BrokerCleaner(kafka.bootstrapServers())) {
        cleaner.clean();
      }
      owner.giveBack(kafka);
    }
  }
}
