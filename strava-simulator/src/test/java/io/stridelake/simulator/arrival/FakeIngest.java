package io.stridelake.simulator.arrival;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of an ingest service as somebody who connects can see. */
final class FakeIngest implements AutoCloseable {
  static final String TOKEN = "admin";

  final List<String> rosters = new CopyOnWriteArrayList<>();
  final List<String> codes = new CopyOnWriteArrayList<>();
  volatile boolean ready = true;
  volatile boolean refuses;
  private final HttpServer server;
  final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger state = new AtomicInteger();

  /** Where the simulator is, known once both run. */
  volatile String strava = "";

  FakeIngest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      int status =
          switch (exchange.getRequestURI().getPath()) {
            case "/health/readiness" -> ready ? 200 : 503;
            case "/admin/roster" -> roster(exchange);
            case "/connect/strava" -> departure(exchange);
            case "/connect/strava/callback" -> callback(exchange);
            default -> 404;
          };
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private int roster(HttpExchange exchange) throws IOException {
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return 401;
    }
    rosters.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    return 200;
  }

  private int departure(HttpExchange exchange) {
    String state = "s" + this.state.incrementAndGet();
    String back = URLEncoder.encode(address() + "/connect/strava/callback", StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Set-Cookie", "c=" + state + "; Path=/connect; HttpOnly");
    exchange
        .getResponseHeaders()
        .add(
            "Location",
            strava
                + "/oauth/authorize?client_id=demo-client&response_type=code&scope=read,activity:read"
                + "&state="
                + state
                + "&redirect_uri="
                + back);
    return 302;
  }

  /** Takes a code only with the cookie that was set for its state. */
  private int callback(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    String cookie = exchange.getRequestHeaders().getFirst("Cookie");
    if (refuses || cookie == null || !query.contains("state=" + cookie.substring(2) + "&")) {
      return 400;
    }
    codes.add(query.replaceAll(".*code=([^&]*).*", "$1"));
    exchange.getResponseHeaders().add("Location", "/");
    return 303;
  }
}
