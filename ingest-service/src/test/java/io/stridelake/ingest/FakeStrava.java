package io.stridelake.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider that does what a test tells it, and remembers what it was asked. */
final class FakeStrava implements AutoCloseable {
  record Request(
      String method, String path, Map<String, String> fields, String token, Instant at) {}

  record Reply(int status, Map<String, String> headers, byte[] body) {
    static Reply of(int status, String body) {
      return new Reply(status, Map.of(), body.getBytes(UTF_8));
    }
  }

  private record Stored(long owner, long start, byte[] payload) {}

  /** Answers before everything else; null lets the usual answer come. */
  volatile Function<Request, @Nullable Reply> script = request -> null;

  /** Added to every answer of the API. */
  volatile Map<String, String> headers = Map.of();

  final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Map<Long, Stored> activities = new ConcurrentHashMap<>();
  private final Map<String, Long> accessTokens = new ConcurrentHashMap<>();
  private final Map<String, Long> refreshTokens = new ConcurrentHashMap<>();
  private final Map<String, Long> codes = new ConcurrentHashMap<>();
  private final AtomicInteger counter = new AtomicInteger();
  private final HttpServer server;

  FakeStrava() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void put(long owner, long id, String payload) {
    activities.put(id, new Stored(owner, 1_700_000_000L + id, payload.getBytes(UTF_8)));
  }

  void putHistory(long owner, long id, long start) {
    String payload =
        "{ \"id\": %d , \"athlete\":{\"id\":%d}, \"start_date\":\"%s\"}"
            .formatted(id, owner, Instant.ofEpochSecond(start));
    activities.put(id, new Stored(owner, start, payload.getBytes(UTF_8)));
  }

  void delete(long id) {
    activities.remove(id);
  }

  String code(long owner) {
    String code = "code-" + counter.incrementAndGet();
    codes.put(code, owner);
    return code;
  }

  /** Access tokens of the owner end, refresh tokens live on. */
  void expire(long owner) {
    accessTokens.values().removeIf(each -> each == owner);
  }

  /** The owner withdraws. */
  void withdraw(long owner) {
    expire(owner);
    refreshTokens.values().removeIf(each -> each == owner);
  }

  long calls(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Request request = read(exchange);
    requests.add(request);
    Reply reply = script.apply(request);
    if (reply == null) {
      reply = usual(request);
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    headers.forEach(exchange.getResponseHeaders()::set);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(
        reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    exchange.getResponseBody().write(reply.body());
    exchange.close();
  }

  private Reply usual(Request request) {
    if (request.path().equals("/oauth/token")) {
      return token(request);
    }
    if (request.path().startsWith("/api/v3/push_subscriptions")) {
      return request.method().equals("POST") ? Reply.of(201, "{\"id\":7}") : Reply.of(200, "[]");
    }
    Long owner = accessTokens.get(request.token());
    if (owner == null) {
      return Reply.of(
          401,
          "{\"message\":\"Authorization Error\",\"errors\":[{\"resource\":\"Athlete\","
              + "\"field\":\"access_token\",\"code\":\"invalid\"}]}");
    }
    if (request.path().equals("/api/v3/athlete")) {
      return Reply.of(200, "{\"id\":" + owner + "}");
    }
    if (request.path().equals("/api/v3/athlete/activities")) {
      return page(request, owner);
    }
    String[] parts = request.path().split("/");
    Stored stored = activities.get(Long.parseLong(parts[parts.length - 1]));
    return stored == null
        ? Reply.of(404, "{\"message\":\"Record Not Found\"}")
        : new Reply(200, Map.of(), stored.payload());
  }

  private Reply page(Request request, long owner) {
    long before = Long.parseLong(request.fields().getOrDefault("before", "99999999999"));
    int size = Integer.parseInt(request.fields().getOrDefault("per_page", "30"));
    List<String> page =
        activities.values().stream()
            .filter(stored -> stored.owner() == owner && stored.start() < before)
            .sorted(Comparator.comparingLong(Stored::start).reversed())
            .limit(size)
            .map(stored -> new String(stored.payload(), UTF_8))
            .toList();
    return Reply.of(200, "[" + String.join(" ,\n", page) + "]");
  }

  private Reply token(Request request) {
    boolean refresh = "refresh_token".equals(request.fields().get("grant_type"));
    String given = request.fields().getOrDefault(refresh ? "refresh_token" : "code", "");
    // A refresh token is good once: Strava forgets it as soon as it gives the next one.
    Long owner = refresh ? refreshTokens.remove(given) : codes.remove(given);
    if (owner == null) {
      return Reply.of(
          400,
          "{\"message\":\"Bad Request\",\"errors\":[{\"resource\":\"RefreshToken\","
              + "\"field\":\"refresh_token\",\"code\":\"invalid\"}]}");
    }
    int number = counter.incrementAndGet();
    accessTokens.put("access-" + number, owner);
    refreshTokens.put("refresh-" + number, owner);
    return Reply.of(
        200,
        "{\"access_token\":\"access-%d\",\"refresh_token\":\"refresh-%d\",\"expires_at\":%d,\"athlete\":{\"id\":%d,\"firstname\":\"Ann\",\"lastname\":\"%d\"}}"
            .formatted(
                number, number, Instant.now().plusSeconds(21600).getEpochSecond(), owner, owner));
  }

  private static Request read(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Map<String, String> fields = new HashMap<>();
    parse(exchange.getRequestURI().getRawQuery(), fields);
    parse(body, fields);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        fields,
        authorization == null ? "" : authorization.substring("Bearer ".length()),
        Instant.now());
  }

  private static void parse(@Nullable String form, Map<String, String> fields) {
    if (form == null || !form.contains("=")) {
      return;
    }
    for (String pair : form.split("&")) {
      int equals = pair.indexOf('=');
      fields.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
  }
}
