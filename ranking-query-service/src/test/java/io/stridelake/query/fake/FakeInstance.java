package io.stridelake.query.fake;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One instance's HTTP server. */
public final class FakeInstance {
  /** What the internal calls must carry. */
  public static final String TOKEN = "service-secret";

  static {
    // without it every answer waits for the acknowledgement of its head
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final Pattern GENERATION = Pattern.compile("/generations/([0-9]+)/");
  private static final ObjectMapper JSON = ObjectMapper.getDefault();
  private static final Argument<Map<String, Object>> OBJECT =
      Argument.mapOf(String.class, Object.class);

  private final FakeStreams streams;
  private final HttpServer server;
  private final Set<Integer> owned = new ConcurrentSkipListSet<>();
  private final Set<Integer> restoring = new ConcurrentSkipListSet<>();
  private final Map<Integer, Long> copies = new ConcurrentSkipListMap<>();
  private volatile @Nullable List<Integer> claims;
  private volatile boolean rebalancing;
  private volatile boolean leased = true;

  private FakeInstance(FakeStreams streams, HttpServer server) {
    this.streams = streams;
    this.server = server;
  }

  static FakeInstance start(FakeStreams streams) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      FakeInstance instance = new FakeInstance(streams, server);
      server.createContext("/", instance::handle);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return instance;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void own(int partition) {
    owned.add(partition);
  }

  public void disown(int partition) {
    owned.remove(partition);
  }

  /** Keeps a copy that is so many offsets behind; less than 0 is more than is allowed. */
  public void copy(int partition, long lag) {
    copies.put(partition, lag);
  }

  List<Integer> copied() {
    return List.copyOf(copies.keySet());
  }

  public void restore(int partition, boolean isRestoring) {
    if (isRestoring) {
      restoring.add(partition);
    } else {
      restoring.remove(partition);
    }
  }

  /**
   * Whether it may answer as an owner; without that only with its last state, if that is asked for.
   */
  public void lease(boolean holds) {
    leased = holds;
  }

  public void rebalancing(boolean isRebalancing) {
    rebalancing = isRebalancing;
  }

  /** Says that it owns these, whatever it owns. */
  public void claim(List<Integer> partitions) {
    claims = List.copyOf(partitions);
  }

  List<Integer> claims() {
    List<Integer> said = claims;
    return said == null ? List.copyOf(owned) : said;
  }

  public void stop() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/admin/rule-sets")) {
        echo(exchange, request);
      } else if (!("Bearer " + TOKEN)
          .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        send(exchange, 401, new byte[0]);
      } else if (rebalancing) {
        send(exchange, 503, new byte[0]);
      } else if (path.equals("/internal/v1/cluster")) {
        send(exchange, 200, JSON.writeValueAsBytes(streams.cluster()));
      } else if (path.startsWith("/internal/v1/rule-sets/")) {
        byte[] stored = streams.stored(path.substring("/internal/v1/rule-sets/".length()));
        send(exchange, stored == null ? 404 : 200, stored == null ? new byte[0] : stored);
      } else if (path.startsWith("/internal/v1/generations/")
          && !generation(path).is(parameter(exchange, "resets"), parameter(exchange, "ruleSet"))) {
        send(exchange, 404, new byte[0]);
      } else if (path.endsWith("/rule-set")) {
        send(exchange, 200, generation(path).ruleSet());
      } else if (path.equals("/internal/v1/status")) {
        send(exchange, 200, "{\"lag\":0}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      } else if (path.endsWith("/changes")) {
        long count = changes(String.valueOf(parameter(exchange, "since")));
        send(exchange, 200, JSON.writeValueAsBytes(Map.of("count", count)));
      } else if (path.endsWith("/query")) {
        streams.before.run();
        Map<String, Object> question = Objects.requireNonNull(JSON.readValue(request, OBJECT));
        boolean isHere = lock(question).map(streams::holds).orElse(true);
        send(
            exchange,
            isHere ? 200 : 503,
            isHere ? JSON.writeValueAsBytes(query(generation(path), question)) : new byte[0]);
      } else {
        send(exchange, 404, new byte[0]);
      }
    }
  }

  /** The state of the generation that an address names. */
  private FakeStreams generation(String path) {
    Matcher named = GENERATION.matcher(path);
    return named.find() ? streams.generation(Integer.parseInt(named.group(1))) : streams;
  }

  /** What came, as it came: its body and type, and the rest in headers. */
  private static void echo(HttpExchange exchange, byte[] body) throws IOException {
    Headers request = exchange.getRequestHeaders();
    Headers answer = exchange.getResponseHeaders();
    String type = request.getFirst("Content-Type");
    if (type != null) {
      answer.set("Content-Type", type);
    }
    answer.set("X-Typed", String.valueOf(type != null));
    answer.set("X-Authorization", String.valueOf(request.getFirst("Authorization")));
    answer.set("X-Call", exchange.getRequestMethod() + " " + exchange.getRequestURI());
    send(exchange, 422, body);
  }

  /** Waits a second for another count, as an instance does. */
  private long changes(String since) {
    long end = System.nanoTime() + 1_000_000_000L;
    while (Long.toString(streams.changes.get()).equals(since) && System.nanoTime() < end) {
      LockSupport.parkNanos(10_000_000L);
    }
    return streams.changes.get();
  }

  private static @Nullable String parameter(HttpExchange exchange, String name) {
    String query = exchange.getRequestURI().getQuery();
    return query == null
        ? null
        : Stream.of(query.split("&", -1))
            .filter(one -> one.startsWith(name + "="))
            .map(one -> one.substring(name.length() + 1))
            .findFirst()
            .orElse(null);
  }

  private static Optional<Map<?, ?>> lock(Map<String, Object> question) {
    Map<?, ?> view = (Map<?, ?>) Objects.requireNonNull(question.get("view"));
    return Optional.ofNullable((Map<?, ?>) view.get("lock"));
  }

  /** A locked season is the same in every generation: the fake has one state of it. */
  @SuppressWarnings("unchecked") // JSON of the test's own service
  private Map<String, Object> query(FakeStreams of, Map<String, Object> request) {
    Map<String, Object> asked = (Map<String, Object>) Objects.requireNonNull(request.get("view"));
    FakeView view = FakeView.of(asked);
    FakeStreams generation = asked.get("lock") == null ? of : streams;
    Map<String, Object> query = (Map<String, Object>) Objects.requireNonNull(request.get("query"));
    Map<String, Object> snapshots = (Map<String, Object>) request.get("snapshots");
    boolean pin = (Boolean) Objects.requireNonNull(request.get("pin"));
    boolean standby = Boolean.TRUE.equals(request.get("standby"));
    boolean last = Boolean.TRUE.equals(request.get("last"));
    streams.count((String) Objects.requireNonNull(query.get("kind")));
    Map<Integer, Map<String, Object>> answers = new LinkedHashMap<>();
    Map<Integer, FakePartition> together = new LinkedHashMap<>();
    for (Object one : (List<Object>) Objects.requireNonNull(request.get("partitions"))) {
      int partition = ((Number) one).intValue();
      String version = snapshots == null ? null : (String) snapshots.get(String.valueOf(partition));
      String refusal = refusal(partition, standby, last);
      List<Person> people =
          refusal == null ? generation.snapshot(partition, view, version, pin) : null;
      answers.put(
          partition,
          Map.of("partition", partition, "status", refusal == null ? "snapshot-gone" : refusal));
      if (people != null) {
        together.put(partition, new FakePartition(generation, partition, view, people));
      }
    }
    together.forEach(
        (partition, fake) -> {
          Map<String, Object> answer =
              new LinkedHashMap<>(fake.answer(query, List.copyOf(together.values())));
          if (!isOwner(partition)) {
            answer.put("standbyLag", lag(partition));
          } else if (!leased) {
            answer.put("last", true);
          }
          answers.put(partition, answer);
        });
    return Map.of("answers", List.copyOf(answers.values()));
  }

  private boolean isOwner(int partition) {
    return owned.contains(partition) && !restoring.contains(partition);
  }

  private @Nullable String refusal(int partition, boolean standby, boolean last) {
    if (isOwner(partition) && !leased) {
      return last ? null : "no-lease";
    }
    Long lag = isOwner(partition) ? null : lag(partition);
    if (!owned.contains(partition) && lag == null) {
      return "not-owner";
    }
    return (lag == null ? restoring.contains(partition) : lag < 0 || !standby) ? "restoring" : null;
  }

  private @Nullable Long lag(int partition) {
    return copies.get(partition);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
