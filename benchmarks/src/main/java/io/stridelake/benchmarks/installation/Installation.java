package io.stridelake.benchmarks.installation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stridelake.ingest.IngestService;
import io.stridelake.query.QueryService;
import io.stridelake.streams.StreamsService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Broker with registry, scoring-streams, the query service and, if wanted, ingest as processes, set
 * up by their environment as {@code ./stride service} does it.
 */
public final class Installation implements AutoCloseable {
  /** The last part of the webhook's path. */
  public static final String WEBHOOK_SECRET = "benchmark-webhook";

  private static final String ADMIN = "benchmark-admin";
  private static final String SERVICE = "benchmark-service";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int SERVICE_MEGABYTES = 640;
  private static final JsonMapper JSON = new JsonMapper();

  private final List<Program> programs = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final int kafkaPort = FreePort.any();
  private final int registryPort = FreePort.any();
  private final int streamsPort = FreePort.any();
  private final int queryPort = FreePort.any();
  private final int ingestPort = FreePort.any();

  private Installation() throws IOException {}

  /**
   * Starts all parts and returns when rankings answer.
   *
   * @param folder for data and output, removed by whoever made it
   * @param rules the rule set's bytes
   * @param streamsMegabytes heap of scoring-streams
   * @param withIngest whether there is ingest
   */
  public static Installation start(
      Path folder, byte[] rules, int streamsMegabytes, boolean withIngest)
      throws IOException, InterruptedException {
    Installation installation = new Installation();
    try {
      installation.startAll(folder, rules, streamsMegabytes);
      if (withIngest) {
        installation.startIngest(folder);
      }
      return installation;
    } catch (IOException | InterruptedException | RuntimeException e) {
      installation.close();
      throw e;
    }
  }

  /** Kafka's address. */
  public String bootstrap() {
    return "127.0.0.1:" + kafkaPort;
  }

  /** The registry's address. */
  public String registry() {
    return "http://127.0.0.1:" + registryPort;
  }

  /** Where scoring-streams answers. */
  public int streamsPort() {
    return streamsPort;
  }

  /** Where rankings answer. */
  public int queryPort() {
    return queryPort;
  }

  /** Where webhooks are taken. */
  public int ingestPort() {
    return ingestPort;
  }

  /** Asks the public API. */
  public JsonNode api(String path) throws IOException, InterruptedException {
    return expect(200, get("/api/v1" + path));
  }

  /** Asks what only admins may see. */
  public JsonNode admin(String path) throws IOException, InterruptedException {
    return expect(200, get("/admin" + path));
  }

  /** Has something done, through the query service. */
  public JsonNode post(String path, String type, String body, int expected)
      throws IOException, InterruptedException {
    return expect(
        expected,
        send(
            request(queryPort, "/admin" + path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))));
  }

  /** Stores a roster. */
  public void putRoster(String csv) throws IOException, InterruptedException {
    expect(
        200,
        send(
            request(ingestPort, "/admin/roster")
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofString(csv))));
  }

  /**
   * Waits until the public API's answer is as wanted.
   *
   * @throws IllegalStateException if it is not in time, or a process has ended
   */
  public void await(String what, String path, Duration patience, Predicate<JsonNode> wanted)
      throws IOException, InterruptedException {
    long latest = System.nanoTime() + patience.toNanos();
    String last = "nothing";
    while (System.nanoTime() < latest) {
      check();
      try {
        HttpResponse<String> answer = get("/api/v1" + path);
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() == 200 && wanted.test(JSON.readTree(answer.body()))) {
          return;
        }
      } catch (java.net.ConnectException e) {
        last = "no connection";
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException(
        what + " not after " + patience + ", last answer: " + last.lines().findFirst().orElse(""));
  }

  /**
   * Sees whether all processes run.
   *
   * @throws IllegalStateException if one does not
   */
  public void check() {
    programs.forEach(Program::check);
  }

  /** Begins to count what each process works. */
  public CpuShares cpuShares() {
    return new CpuShares(programs);
  }

  @Override
  public void close() {
    http.shutdownNow();
    programs.reversed().forEach(Program::close);
    programs.clear();
  }

  private void startAll(Path folder, byte[] rules, int streamsMegabytes)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path ruleFile = Files.write(folder.resolve("rules.yaml"), rules);
    programs.add(Broker.start(folder, kafkaPort, registryPort));
    awaitOk(registryPort, "/subjects");
    Map<String, String> streams = environment();
    streams.put("STRIDE_STREAMS_PORT", "" + streamsPort);
    streams.put("STRIDE_DATA", folder.resolve("streams").toString());
    streams.put("STRIDE_RULES", ruleFile.toString());
    service("streams", folder, streamsMegabytes, StreamsService.class, streams);
    Map<String, String> query = environment();
    query.put("STRIDE_PORT", "" + queryPort);
    query.put("STRIDE_STREAMS_URL", "http://127.0.0.1:" + streamsPort);
    query.put("STRIDE_INGEST_URL", "http://127.0.0.1:" + ingestPort);
    service("query", folder, SERVICE_MEGABYTES, QueryService.class, query);
    await("rankings", "/rankings/athletes?limit=1", Duration.ofMinutes(2), found -> true);
  }

  private void startIngest(Path folder) throws IOException, InterruptedException {
    Map<String, String> ingest = environment();
    ingest.put("STRIDE_INGEST_PORT", "" + ingestPort);
    ingest.put("STRIDE_STRAVA_WEBHOOK_SECRET", WEBHOOK_SECRET);
    ingest.put("STRIDE_TOKEN_KEYS", folder.resolve("token-keys.json").toString());
    service("ingest", folder, SERVICE_MEGABYTES, IngestService.class, ingest);
    awaitOk(ingestPort, "/health/readiness");
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("STRIDE_KAFKA_BOOTSTRAP", bootstrap());
    environment.put("STRIDE_SCHEMA_REGISTRY_URL", registry());
    environment.put("STRIDE_ADMIN_TOKEN", ADMIN);
    environment.put("STRIDE_SERVICE_TOKEN", SERVICE);
    return environment;
  }

  private void service(
      String name, Path folder, int megabytes, Class<?> main, Map<String, String> environment)
      throws IOException {
    programs.add(Program.java(name, folder, megabytes, main, List.of(), environment));
  }

  private void awaitOk(int port, String path) throws IOException, InterruptedException {
    long latest = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < latest) {
      check();
      try {
        if (send(request(port, path)).statusCode() == 200) {
          return;
        }
      } catch (java.net.ConnectException e) {
        // Not yet.
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("port " + port + " does not answer " + path);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(queryPort, path));
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + ADMIN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode expect(int status, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(
          "%s answered %d (expected %d): %s"
              .formatted(answer.uri().getPath(), answer.statusCode(), status, answer.body()));
    }
    return JSON.readTree(answer.body());
  }
}
