package io.stridelake.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.stridelake.simulator.company.Athlete;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

/** A running simulator, a client for it, and a subscriber that remembers what it is told. */
final class TestStrava implements AutoCloseable {
  static final String APP = "client_id=demo-client&client_secret=demo-secret";

  final ApplicationContext context;
  final SimulatedStrava strava;
  final List<Map<?, ?>> events = new CopyOnWriteArrayList<>();
  final List<String> signatures = new CopyOnWriteArrayList<>();
  private final HttpServer subscriber;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper mapper;
  private final String address;

  /** What the subscriber answers to the n-th post, counted from 1. */
  volatile IntUnaryOperator answers = n -> 200;

  volatile boolean echoes = true;

  TestStrava(Map<String, Object> overrides) throws IOException {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.port", -1);
    properties.put("simulator.athletes", 6);
    properties.put("simulator.end-date", "2026-11-22");
    properties.put("simulator.retry-spacing", "50ms");
    properties.put("simulator.push-timeout", "500ms");
    properties.putAll(overrides);
    context = SimulatorService.start(properties);
    strava = context.getBean(SimulatedStrava.class);
    mapper = context.getBean(JsonMapper.class);
    address = "http://127.0.0.1:" + context.getBean(EmbeddedServer.class).getPort();
    subscriber = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    subscriber.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    subscriber.createContext("/hook", this::callback);
    subscriber.start();
  }

  String hook() {
    return "http://127.0.0.1:" + subscriber.getAddress().getPort() + "/hook";
  }

  void subscribe() {
    HttpResponse<String> answer =
        post("/api/v3/push_subscriptions", APP + "&verify_token=v&callback_url=" + hook());
    if (answer.statusCode() != 201) {
      throw new AssertionError("not subscribed: " + answer.body());
    }
  }

  Athlete athlete(int index) {
    return strava.company().athletes().get(index);
  }

  /** Authorises and returns the token answer. */
  Map<?, ?> connect(Athlete athlete, String... scopes) {
    String code = strava.grant(athlete.stravaId(), Set.of(scopes));
    return json(post("/oauth/token", APP + "&grant_type=authorization_code&code=" + code));
  }

  String token(Athlete athlete, String... scopes) {
    return String.valueOf(connect(athlete, scopes).get("access_token"));
  }

  HttpResponse<String> get(String path, String token) {
    return send(request(path).header("Authorization", "Bearer " + token).GET());
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  HttpResponse<String> send(String method, String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  Map<?, ?> json(HttpResponse<String> answer) {
    return read(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  List<?> list(HttpResponse<String> answer) {
    return read(answer.body().getBytes(StandardCharsets.UTF_8), Argument.listOf(Object.class));
  }

  @Override
  public void close() {
    subscriber.stop(0);
    context.close();
    client.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Map<?, ?> read(byte[] json) {
    return read(json, Argument.mapOf(String.class, Object.class));
  }

  private <T> T read(byte[] json, Argument<T> type) {
    try {
      return Objects.requireNonNull(mapper.readValue(json, type));
    } catch (IOException e) {
      throw new AssertionError(new String(json, StandardCharsets.UTF_8), e);
    }
  }

  private void callback(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] answer = new byte[0];
      int status = 200;
      if (exchange.getRequestMethod().equals("GET")) {
        String challenge =
            exchange.getRequestURI().getQuery().replaceAll(".*hub.challenge=([^&]*).*", "$1");
        String echo = echoes ? challenge : "something else";
        answer = ("{\"hub.challenge\":\"" + echo + "\"}").getBytes(StandardCharsets.UTF_8);
      } else {
        events.add(read(exchange.getRequestBody().readAllBytes()));
        signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Strava-Signature")));
        status = answers.applyAsInt(events.size());
      }
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
