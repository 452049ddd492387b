package io.stridelake.testkafka;

import io.stridelake.requirement.Lane;
import java.nio.file.Path;

/**
 * A broker for tests. {@code STRIDE_TEST_KAFKA} says where it runs, {@code embedded} or {@code
 * container}; without it in a container when a Docker engine answers and has the image or gets it,
 * else in this JVM. {@code STRIDE_TEST_KAFKA_IMAGE} names another image than Apache's.
 */
public interface TestKafka extends AutoCloseable {

  /**
   * A broker without topics, groups and open transactions that other test classes of this JVM used
   * before. Closing it removes what there is then and leaves it to the next. It may be stopped and
   * started meanwhile. Who looks into its files may find what earlier classes wrote.
   *
   * @throws IllegalStateException as {@link #start}
   */
  static TestKafka shared() {
    Lane.requireBrokerTag();
    return SharedBrokers.take();
  }

  /**
   * Starts a broker of its own and returns when it takes requests. Only for tests that need its
   * files or a broker that never had others' topics; else {@link #shared} saves its start.
   *
   * @param data an empty or missing folder, for what the broker keeps in this file system
   * @throws IllegalStateException if a container was asked for and there can be none, or if the
   *     test class that runs has no tag of {@link Lane} for it
   */
  static TestKafka start(Path data) {
    Lane.requireBrokerTag();
    return Opener.open(data);
  }

  /** Where clients find it; the same after it was stopped and started. */
  String bootstrapServers();

  /** Ends the broker as an operator would. What it has stays. */
  void stop();

  /** Starts it again where it was, with what it had. */
  void startAgain();

  /** The broker's files as they are now: its own, or a copy of them. */
  Path files();

  /** Ends the broker for ever; a second call does nothing. */
  @Override
  void close();
}
