package io.stridelake.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stridelake.requirement.ReservedPort;
import io.stridelake.standalone.Ports.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
  @ParameterizedTest
  @CsvSource({
    "PAGE,8080",
    "INGEST,8081",
    "STREAMS,8082",
    "REGISTRY,8085",
    "SIMULATOR,8090",
    "KAFKA,9092"
  })
  void shouldHaveTheUsualPorts(Part part, int port) {
    assertThat(Ports.of(Map.of()).of(part)).isEqualTo(port);
  }

  @Test
  void shouldNameThePortInUseAndItsVariable() throws IOException {
    int reserved = ReservedPort.next();
    try (ServerSocket other = new ServerSocket(reserved, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(reserved);
      Ports ports = Ports.of(Map.of("STRIDE_KAFKA_PORT", port));
      assertThatExceptionOfType(EnvironmentFault.class)
          .isThrownBy(() -> ports.requireFree(Part.KAFKA))
          .withMessageContaining("port " + port)
          .withMessageContaining("STRIDE_KAFKA_PORT");
      other.close();
      assertThatCode(() -> ports.requireFree(Part.KAFKA)).doesNotThrowAnyException();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldHoldFreePortsForTheParts() throws IOException {
    try (FreePorts free = FreePorts.choose()) {
      Ports ports = Ports.of(free.environment());
      for (Part part : Part.values()) {
        assertThatCode(() -> ports.requireFree(part)).doesNotThrowAnyException();
      }
      for (int other = 0; other < 500; other++) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          assertThat(free.environment())
              .doesNotContainValue(Integer.toString(socket.getLocalPort()));
        }
      }
    }
  }

  @Test
  void shouldRefuseOnePortForTwo() {
    Ports ports = Ports.of(Map.of("STRIDE_PORT", "8081"));
    assertThatExceptionOfType(EnvironmentFault.class)
        .isThrownBy(() -> ports.requireFree(Part.PAGE))
        .withMessageContaining("STRIDE_INGEST_PORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http"})
  void shouldRefuseWhatIsNoPort(String text) {
    assertThatExceptionOfType(EnvironmentFault.class)
        .isThrownBy(() -> Ports.of(Map.of("STRIDE_PORT", text)))
        .withMessageContaining("STRIDE_PORT");
  }
}
