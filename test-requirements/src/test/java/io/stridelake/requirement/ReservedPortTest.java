package io.stridelake.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ReservedPortTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void shouldRefuseClientsUntilAServerListensAndAgainAfterwards() throws IOException {
    int port = ReservedPort.next();

    refuse(port);
    for (int life = 0; life < 2; life++) {
      try (ServerSocket server = new ServerSocket(port, 1, HERE);
          Socket client = new Socket(HERE, port)) {
        assertThat(server.getLocalPort()).isEqualTo(client.getPort());
      }
      refuse(port);
    }
  }

  @Test
  void shouldGiveAPortToNobodyElse() throws IOException {
    int port = ReservedPort.next();
    List<ServerSocket> others = new ArrayList<>();
    try {
      for (int i = 0; i < 3_000; i++) {
        ServerSocket other = new ServerSocket(0, 1, HERE);
        others.add(other);
        assertThat(other.getLocalPort()).isNotEqualTo(port);
      }
    } finally {
      for (ServerSocket other : others) {
        other.close();
      }
    }
  }

  private static void refuse(int port) {
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket(HERE, port).close());
  }
}
