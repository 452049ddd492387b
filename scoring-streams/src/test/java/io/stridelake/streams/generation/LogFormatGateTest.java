package io.stridelake.streams.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.streams.StreamsConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogFormatGateTest {
  private static final int NEW = 2;
  private static final int OLD = 1;

  private final Peers peers = new Peers(configuration(), ObjectMapper.getDefault());
  private final List<HttpServer> servers = new ArrayList<>();
  private final TreeSet<String> instances = new TreeSet<>();
  private final LogFormatGate gate = new LogFormatGate(() -> instances, peers);

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
    peers.close();
  }

  @Test
  void shouldLetNewDecisionsPassWhereEveryInstanceKnowsThem() throws Exception {
    instance(200, "{\"logFormat\":2}");
    instance(200, "{\"logFormat\":3}");

    assertThatCode(() -> gate.require(NEW)).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseThemWhileAnInstanceOfAnOlderVersionLives() throws Exception {
    instance(200, "{\"logFormat\":2}");
    String old = instance(404, "{\"type\":\"urn:stridelake:problem:not-found\"}");

    assertThatThrownBy(() -> gate.require(NEW))
        .isInstanceOf(Decisions.RefusedException.class)
        .hasMessageContaining(old)
        .hasMessageContaining("older version");
    assertThatCode(() -> gate.require(OLD)).doesNotThrowAnyException();
  }

  @Test
  void shouldNotTakeSilenceForConsent() throws Exception {
    String broken = instance(500, "");

    assertThatThrownBy(() -> gate.require(NEW))
        .isInstanceOf(Decisions.RefusedException.class)
        .hasMessageContaining(broken)
        .extracting(e -> ((Decisions.RefusedException) e).kind())
        .isEqualTo(Decisions.RefusedException.Kind.NOT_NOW);

    servers.getFirst().stop(0);
    assertThatThrownBy(() -> gate.require(NEW))
        .isInstanceOf(Decisions.RefusedException.class)
        .hasMessageContaining("does not say which version");
  }

  private String instance(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/internal/v1/log-format",
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    servers.add(server);
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    instances.add(url);
    return url;
  }

  private static StreamsConfiguration configuration() {
    return new StreamsConfiguration(
        "127.0.0.1:1",
        "http://127.0.0.1:1",
        null,
        Path.of("unused"),
        URI.create("http://127.0.0.1:1"),
        null,
        "service",
        "admin",
        1,
        0,
        0,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofHours(24),
        ZoneOffset.UTC,
        12,
        (short) 1,
        Duration.ofMillis(300),
        Duration.ofSeconds(30),
        "stridelake.ingest");
  }
}
