package io.stridelake.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stridelake.system.installation.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tiny Strava that answers with recorded files, byte for byte. An athlete's token is {@code
 * token-<id>}, the code that leads to it {@code code-<id>}.
 */
final class RecordedStrava implements AutoCloseable {
  static final long SUBSCRIPTION = 120_475;

  private static final Pattern BEFORE = Pattern.compile("(?:^|&)before=(\\d+)");
  private static final Pattern CODE = Pattern.compile("(?:^|&)code=code-(\\d+)");
  private static final byte[] NOTHING_MORE = "[]".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final Map<String, byte[]> details = new HashMap<>();
  private final Map<String, List<byte[]>> pages = new HashMap<>();
  private volatile String callback = "";

  RecordedStrava() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where events go, once somebody asks for the subscription. */
  void subscribe(String address) {
    callback = address;
  }

  /** Serves a file as an activity's details. */
  void detail(String athlete, String id, Path file) throws IOException {
    details.put(athlete + "/" + id, Files.readAllBytes(file));
  }

  /** Serves files as the pages of an athlete's list, the newest first. */
  void list(String athlete, List<byte[]> files) {
    pages.put(athlete, List.copyOf(files));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = exchange.getRequestURI().getRawQuery();
      if (path.endsWith("/push_subscriptions")) {
        String known = "[{\"id\":%d,\"callback_url\":\"%s\"}]".formatted(SUBSCRIPTION, callback);
        send(exchange, 200, known.getBytes(StandardCharsets.UTF_8));
      } else if (path.equals("/oauth/token")) {
        token(exchange);
      } else if (path.equals("/api/v3/athlete/activities")) {
        send(exchange, 200, page(athlete(exchange), query == null ? "" : query));
      } else {
        byte[] detail = details.get(athlete(exchange) + "/" + path.replaceAll(".*/", ""));
        send(exchange, detail == null ? 404 : 200, detail == null ? new byte[0] : detail);
      }
    }
  }

  private static String athlete(HttpExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return String.valueOf(authorization).replace("Bearer token-", "");
  }

  /** The first page that has something older; without {@code before} the first of all. */
  private byte[] page(String athlete, String query) {
    Matcher asked = BEFORE.matcher(query);
    long before = asked.find() ? Long.parseLong(asked.group(1)) : Long.MAX_VALUE;
    return pages.getOrDefault(athlete, List.of()).stream()
        .filter(page -> oldest(page) < before - 1)
        .findFirst()
        .orElse(NOTHING_MORE);
  }

  private static long oldest(byte[] page) {
    JsonNode elements = Http.read(page);
    return Instant.parse(elements.get(elements.size() - 1).get("start_date").asText())
        .getEpochSecond();
  }

  private static void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher code = CODE.matcher(form);
    if (!code.find()) {
      send(exchange, 400, "{\"message\":\"Bad Request\"}".getBytes(StandardCharsets.UTF_8));
      return;
    }
    String id = code.group(1);
    String answer =
        """
        {"token_type":"Bearer","expires_at":%d,"expires_in":21600,"refresh_token":"refresh-%s",\
        "access_token":"token-%s","athlete":{"id":%s,"firstname":"Recorded","lastname":"%s"}}"""
            .formatted(Instant.now().getEpochSecond() + 21_600, id, id, id, id);
    send(exchange, 200, answer.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte @Nullable [] body)
      throws IOException {
    byte[] bytes = body == null ? new byte[0] : body;
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
