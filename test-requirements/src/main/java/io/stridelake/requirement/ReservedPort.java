package io.stridelake.requirement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A port of the loopback interface for a server that must be told its port before it binds it, such
 * as one in another process. Until this JVM ends a socket stays bound to the port without
 * listening: nobody gets the port by chance, neither a server that asks for a free one nor the near
 * end of a connection, and clients are refused until the server listens.
 *
 * <p>Linux lets a server bind beside that socket because both have {@code SO_REUSEADDR}, which Java
 * sets for every server socket. Elsewhere the port is free again as soon as it is chosen.
 */
public final class ReservedPort {
  private static final boolean CAN_SHARE = System.getProperty("os.name").startsWith("Linux");
  private static final Queue<SocketChannel> HELD = new ConcurrentLinkedQueue<>();

  private ReservedPort() {}

  /**
   * Reserves a port that nobody has.
   *
   * @throws UncheckedIOException if there is none
   */
  public static int next() {
    try {
      SocketChannel socket = SocketChannel.open();
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = socket.socket().getLocalPort();
      if (CAN_SHARE) {
        HELD.add(socket);
      } else {
        socket.close();
      }
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }
}
