package io.stridelake.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry on the loopback interface. Its ids stand in a compacted topic and never change;
 * a registration is answered only after the topic has it on all replicas.
 */
public final class RegistryServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RegistryServer.class);
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;
  private static final JsonMapper JSON = new JsonMapper();

  private final SchemaStore store;
  private final RegistryRoutes routes;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private RegistryServer(SchemaStore store, HttpServer http) {
    this.store = store;
    this.http = http;
    routes = new RegistryRoutes(store);
  }

  /**
   * Reads the topic, which is created when missing, and starts to answer.
   *
   * @param bootstrapServers of the Kafka that holds the topic
   * @param port of the loopback interface, or 0 for a free one
   * @throws UncheckedIOException if the port is in use
   * @throws KafkaException if Kafka cannot be reached
   */
  public static RegistryServer start(String bootstrapServers, int port) {
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " cannot be used", e);
    }
    SchemaStore store;
    try {
      store = new SchemaStore(bootstrapServers);
    } catch (RuntimeException e) {
      http.stop(0);
      throw e;
    }
    RegistryServer server = new RegistryServer(store, http);
    http.setExecutor(server.threads);
    http.createContext("/", server::handle);
    http.start();
    log.atInfo().addKeyValue("url", server.url()).log("Schema registry started");
    return server;
  }

  /** Where clients find it. */
  public String url() {
    return "http://"
        + http.getAddress().getAddress().getHostAddress()
        + ":"
        + http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    store.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      JsonNode answer;
      try {
        answer = routes.answer(exchange.getRequestMethod(), path(exchange), body(exchange));
      } catch (RegistryError e) {
        if (e.status() >= 500) {
          log.atError().setCause(e).log("Schema registry's topic cannot be written or read");
        }
        status = e.status();
        answer = error(e.code(), e);
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("Schema registry request failed");
        RegistryError failed = RegistryError.storeFailed(e);
        status = failed.status();
        answer = error(failed.code(), failed);
      }
      byte[] bytes = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static JsonNode error(int code, RuntimeException cause) {
    return JSON.createObjectNode().put("error_code", code).put("message", cause.getMessage());
  }

  private static List<String> path(HttpExchange exchange) {
    return Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
        .filter(part -> !part.isEmpty())
        .map(part -> URLDecoder.decode(part.replace("+", "%2B"), UTF_8))
        .toList();
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      throw RegistryError.tooLarge();
    }
    if (bytes.length == 0) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw RegistryError.badRequest("The body is not JSON.");
    }
  }
}
