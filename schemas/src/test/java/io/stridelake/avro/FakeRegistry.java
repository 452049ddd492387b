package io.stridelake.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A registry in memory that can be told to fail. */
final class FakeRegistry implements AutoCloseable {
  static final int FIRST_ID = 7;

  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  final AtomicInteger failures = new AtomicInteger();
  private final Map<Integer, String> schemas = new ConcurrentHashMap<>();
  private final HttpServer server;
  volatile int failure = 503;
  volatile boolean open = true;

  FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int add(Schema schema) {
    return idOf(schema.toString());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized int idOf(String schema) {
    return schemas.entrySet().stream()
        .filter(entry -> entry.getValue().equals(schema))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(
            () -> {
              int id = FIRST_ID + schemas.size();
              schemas.put(id, schema);
              return id;
            });
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    authorizations.add(authorization == null ? "" : authorization);
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      send(exchange, failure, "{\"error_code\":%d,\"message\":\"told to\"}".formatted(failure));
    } else if (path.startsWith("/schemas/ids/")) {
      String schema = schemas.get(Integer.parseInt(path.substring("/schemas/ids/".length())));
      if (schema == null) {
        send(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
      } else {
        send(exchange, 200, new JsonMapper().createObjectNode().put("schema", schema).toString());
      }
    } else {
      String schema = new JsonMapper().readTree(body).path("schema").asText();
      if (!open && !schemas.containsValue(schema)) {
        send(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
      } else {
        send(exchange, 200, "{\"id\":%d}".formatted(idOf(schema)));
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
