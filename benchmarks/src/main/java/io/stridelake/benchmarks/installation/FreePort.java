package io.stridelake.benchmarks.installation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Ports of the loopback interface that nobody listens on yet. */
public final class FreePort {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private FreePort() {}

  /** Some port, free a moment ago. */
  public static int any() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Waits until somebody listens.
   *
   * @throws IOException if nobody does in half a minute
   */
  public static void awaitListener(int port) throws IOException, InterruptedException {
    long latest = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (ConnectException e) {
        if (System.nanoTime() > latest) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }
}
