package io.stridelake.benchmarks.installation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ports of the loopback interface that nobody listens on yet. */
public final class FreePort {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Queue<SocketChannel> HELD = new ConcurrentLinkedQueue<>();

  private FreePort() {}

  /**
   * Some port that nobody else gets: a socket that does not listen is bound to it until this
   * process ends. On Linux, where benchmarks run, servers can bind beside it.
   */
  public static int any() throws IOException {
    SocketChannel socket = SocketChannel.open();
    socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    HELD.add(socket);
    return socket.socket().getLocalPort();
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
