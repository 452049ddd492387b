package io.stridelake.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps a server in the foreground until a signal asks it to end; everything is closed then, and
 * the exit code is 0.
 */
final class Foreground {
  private static final long PATIENCE_SECONDS = 25;

  private final AtomicBoolean failed = new AtomicBoolean();
  private final AutoCloseable server;

  private Foreground(AutoCloseable server) {
    this.server = server;
  }

  /** From now on a signal closes the server and ends the JVM. */
  static Foreground of(AutoCloseable server) {
    Foreground foreground = new Foreground(server);
    Runtime.getRuntime().addShutdownHook(new Thread(foreground::end, "end"));
    return foreground;
  }

  /** It cannot go on: what runs is closed, and the JVM goes on to its exit code. */
  void fail() {
    failed.set(true);
    closeInTime();
  }

  /** Waits for ever; the signal's thread ends the JVM. */
  void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private void end() {
    if (!failed.get()) {
      closeInTime();
      // A JVM that a signal ends answers 128 + its number, but this is how a server is ended.
      Runtime.getRuntime().halt(ExitCode.DONE);
    }
  }

  private void closeInTime() {
    Thread closing = Thread.ofPlatform().daemon().name("close").start(this::close);
    try {
      closing.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void close() {
    try {
      server.close();
    } catch (Exception e) {
      System.err.println("stride: did not end cleanly: " + e);
    }
  }
}
