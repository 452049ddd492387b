package io.stridelake.system.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Lets the specs, which run in Node, change what happens on the stage; one command at a time. */
final class ControlChannel implements AutoCloseable {
  private final Stage stage;
  private final HttpServer server;

  ControlChannel(Stage stage) throws IOException {
    this.stage = stage;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        obey(exchange.getRequestURI());
        exchange.sendResponseHeaders(204, -1);
      } catch (RuntimeException e) {
        byte[] text = e.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(500, text.length);
        exchange.getResponseBody().write(text);
      }
    }
  }

  private void obey(URI command) {
    switch (command.getPath()) {
      case "/walk" -> walk(parameters(command));
      case "/broker/stop" -> stage.stopBroker();
      case "/broker/start" -> stage.startBroker();
      case "/streams/stop" -> stage.stopStreams();
      case "/streams/start" -> stage.startStreams();
      default -> throw new IllegalArgumentException("no command " + command.getPath());
    }
  }

  private void walk(Map<String, String> parameters) {
    stage.walk(
        Objects.requireNonNull(parameters.get("athlete")),
        Integer.parseInt(Objects.requireNonNull(parameters.get("metres"))));
  }

  private static Map<String, String> parameters(URI command) {
    return Arrays.stream(command.getQuery().split("&"))
        .map(each -> each.split("=", 2))
        .collect(Collectors.toMap(each -> each[0], each -> each[1]));
  }
}
