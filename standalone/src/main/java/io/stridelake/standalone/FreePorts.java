package io.stridelake.standalone;

import io.stridelake.standalone.Ports.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A free port of the loopback interface for every part. On Linux sockets that do not listen stay
 * bound to them until this is closed: the parts can bind beside them, other programs get other
 * ports. Elsewhere the ports are free again at once.
 */
public final class FreePorts implements AutoCloseable {
  private static final boolean CAN_SHARE = System.getProperty("os.name").startsWith("Linux");

  private final List<SocketChannel> held = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  /**
   * Chooses the ports.
   *
   * @throws IOException if there are not enough
   */
  public static FreePorts choose() throws IOException {
    FreePorts ports = new FreePorts();
    try {
      for (Part part : Part.values()) {
        ports.hold(part);
      }
      if (!CAN_SHARE) {
        ports.close();
      }
      return ports;
    } catch (IOException e) {
      ports.close();
      throw e;
    }
  }

  private FreePorts() {}

  /** The variables that name the ports. */
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel socket : held) {
      socket.close();
    }
  }

  private void hold(Part part) throws IOException {
    SocketChannel socket = SocketChannel.open();
    held.add(socket);
    socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    environment.put(part.variable(), Integer.toString(socket.socket().getLocalPort()));
  }
}
