package io.stridelake.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ports of the loopback interface that the parts listen on. */
public final class Ports {
  private static final int MAX = 65_535;

  /** A part that listens, and the variable that moves it. */
  public enum Part {
    PAGE("STRIDE_PORT", 8080),
    INGEST("STRIDE_INGEST_PORT", 8081),
    STREAMS("STRIDE_STREAMS_PORT", 8082),
    REGISTRY("STRIDE_REGISTRY_PORT", 8085),
    SIMULATOR("STRIDE_SIMULATOR_PORT", 8090),
    KAFKA("STRIDE_KAFKA_PORT", 9092);

    private final String variable;
    private final int usual;

    Part(String variable, int usual) {
      this.variable = variable;
      this.usual = usual;
    }

    String variable() {
      return variable;
    }

    /** Where it listens by the environment. */
    public int port(Map<String, String> environment) {
      String text = environment.getOrDefault(variable, "").strip();
      if (text.isEmpty()) {
        return usual;
      }
      try {
        int port = Integer.parseInt(text);
        if (port >= 1 && port <= MAX) {
          return port;
        }
      } catch (NumberFormatException e) {
        throw notAPort(text, e);
      }
      throw notAPort(text, null);
    }

    private EnvironmentFault notAPort(String text, @Nullable Throwable cause) {
      return new EnvironmentFault(
          "%s is '%s' (expected a port from 1 to %d)".formatted(variable, text, MAX), cause);
    }
  }

  private final Map<Part, Integer> ports = new EnumMap<>(Part.class);

  private Ports() {}

  /** The ports by the environment. */
  static Ports of(Map<String, String> environment) {
    Ports ports = new Ports();
    for (Part part : Part.values()) {
      ports.ports.put(part, part.port(environment));
    }
    return ports;
  }

  int of(Part part) {
    return ports.getOrDefault(part, part.usual);
  }

  String url(Part part) {
    return "http://127.0.0.1:" + of(part);
  }

  /**
   * Sees whether the part can listen.
   *
   * @throws EnvironmentFault if not
   */
  void requireFree(Part part) {
    int port = of(part);
    for (Part other : Part.values()) {
      if (other != part && of(other) == port) {
        throw new EnvironmentFault(
            "port %d is wanted twice: change %s or %s"
                .formatted(port, part.variable, other.variable));
      }
    }
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.setReuseAddress(true);
    } catch (IOException e) {
      throw new EnvironmentFault(
          "port %d is in use: end what uses it, or set %s to another port"
              .formatted(port, part.variable),
          e);
    }
  }
}
