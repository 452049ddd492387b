package io.stridelake.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Free ports of the loopback interface that are bound from the moment they are chosen until the
 * node takes them over, so that nobody else can get them in between.
 */
final class BoundPorts implements ServerSocketFactory, AutoCloseable {
  private final Map<Integer, ServerSocketChannel> bound = new ConcurrentHashMap<>();

  /**
   * Binds a free port.
   *
   * @throws UncheckedIOException if there is none
   */
  int bind() {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      channel.bind(new InetSocketAddress(InetAddress.getByName(NodeSettings.HOST), 0));
      channel.configureBlocking(false);
      int port = channel.socket().getLocalPort();
      bound.put(port, channel);
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }

  /** Hands over the socket that is bound to the port, or opens one as Kafka does. */
  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBuffer)
      throws IOException {
    ServerSocketChannel channel = bound.remove(address.getPort());
    return channel != null
        ? channel
        : INSTANCE.openServerSocket(listener, address, backlog, receiveBuffer);
  }

  /** Releases what was not taken over. */
  @Override
  public void close() {
    for (ServerSocketChannel channel : bound.values()) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    bound.clear();
  }
}
