package io.stridelake.system.installation;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.stridelake.ingest.IngestService;
import io.stridelake.query.QueryService;
import io.stridelake.requirement.ReservedPort;
import io.stridelake.testkafka.TestKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/**
 * One installation: a broker, a registry, ingest and the query service in this process, and
 * instances of scoring-streams as processes of their own. Everything listens on ports of its own.
 */
public final class Installation implements AutoCloseable {
  public static final String ADMIN = "system-admin-token";
  public static final String SERVICE = "system-service-token";
  public static final String WEBHOOK_SECRET = "system-webhook-secret";

  /** The serde's class; Maven's profile sets it, otherwise ours. */
  public static final String SERDE = System.getProperty("stride.test.serde", "");

  private final Path dir;
  private final Http http = new Http();
  private final int ingestPort = ReservedPort.next();
  private final int queryPort = ReservedPort.next();
  private final List<AutoCloseable> parts = new ArrayList<>();
  private final List<StreamsProcess> streams = new ArrayList<>();
  private final Map<String, String> streamsEnvironment = new HashMap<>();
  private @Nullable TestKafka kafka;
  private @Nullable ApplicationContext ingest;

  private Installation(Path dir) {
    this.dir = dir;
  }

  /**
   * Starts all parts and waits until they are ready.
   *
   * @param dir for data and logs, must not exist
   * @param strava the provider
   * @param rules the rule set's file
   * @param instances how many of scoring-streams
   */
  public static Installation start(Path dir, Strava strava, Path rules, int instances) {
    return start(dir, strava, rules, instances, webhook -> {});
  }

  /** As above; tells the webhook's address before anything starts. */
  public static Installation start(
      Path dir, Strava strava, Path rules, int instances, Consumer<String> webhook) {
    Installation started = new Installation(dir);
    webhook.accept(started.webhook());
    try {
      started.startAll(strava, rules, instances);
      return started;
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
  }

  public Http http() {
    return http;
  }

  public String ingestUrl() {
    return "http://127.0.0.1:" + ingestPort;
  }

  public String webhook() {
    return ingestUrl() + "/webhooks/strava/" + WEBHOOK_SECRET;
  }

  /** An address of the public API. */
  public String api(String path) {
    return "http://127.0.0.1:" + queryPort + "/api/v1" + path;
  }

  public String bootstrap() {
    return kafka().bootstrapServers();
  }

  /** The broker's files as they are now. */
  public Path kafkaFiles() {
    return kafka().files();
  }

  public StreamsProcess streams(int index) {
    return streams.get(index);
  }

  public String registryUrl() {
    return String.valueOf(streamsEnvironment.get("STRIDE_SCHEMA_REGISTRY_URL"));
  }

  /** Another instance of scoring-streams with a folder of its own, not started yet. */
  public StreamsProcess anotherStreams(String name) {
    StreamsProcess more = new StreamsProcess(name, dir, streamsEnvironment);
    streams.add(more);
    return more;
  }

  /** Starts the query service for the instances there are now. */
  public ApplicationContext startQuery() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.port", queryPort);
    properties.put("query.cluster.streams", streams.stream().map(StreamsProcess::url).toList());
    properties.put("query.access.admin-token", ADMIN);
    properties.put("query.access.service-token", SERVICE);
    properties.put("query.forward.ingest", ingestUrl());
    properties.put("query.connect.public-url", ingestUrl());
    ApplicationContext query = QueryService.start(properties);
    parts.add(query);
    return query;
  }

  public void stopKafka() {
    kafka().stop();
  }

  /** Starts the broker on the same port and data as before. */
  public void startKafka() {
    kafka().startAgain();
  }

  /** What ingest says of itself. */
  public JsonNode ingestStatus() {
    return http.get(ingestUrl() + "/admin/ingest/status", "Authorization", "Bearer " + ADMIN)
        .expect(200)
        .json();
  }

  /** Whether ingest has read all events and works on none; some may wait for their time. */
  public boolean ingestIsIdle() {
    JsonNode status = ingestStatus();
    JsonNode events = status.get("events");
    return status.get("lag").asLong() == 0
        && events.get("ready").asInt() + events.get("running").asInt() == 0
        && events.get("backfills").asInt() == 0;
  }

  public void putRoster(String csv) {
    http.send(
            "PUT",
            ingestUrl() + "/admin/roster",
            csv.getBytes(StandardCharsets.UTF_8),
            "Authorization",
            "Bearer " + ADMIN,
            "Content-Type",
            "text/csv")
        .expect(200);
  }

  /** Waits, and ends at once when an instance of scoring-streams has died by itself. */
  public ConditionFactory await(String what, Duration patience) {
    return Awaitility.await(what)
        .atMost(patience)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .failFast(what + ": a process ended", () -> streams.forEach(StreamsProcess::check));
  }

  /** Waits until the public API answers rankings. */
  public void awaitAnswers(Duration patience) {
    await("the API answers", patience)
        .until(() -> http.get(api("/rankings/athletes?limit=1")).status() == 200);
  }

  @Override
  public void close() {
    streams.forEach(StreamsProcess::close);
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        System.err.println("a part did not stop: " + e);
      }
    }
    if (kafka != null) {
      kafka.close();
    }
    http.close();
  }

  private TestKafka kafka() {
    return Objects.requireNonNull(kafka, "not started");
  }

  private void startAll(Strava strava, Path rules, int instances) {
    kafka = TestKafka.shared();
    Registry registry = Registry.start(bootstrap(), dir);
    parts.add(registry);
    streamsEnvironment.put("STRIDE_KAFKA_BOOTSTRAP", bootstrap());
    streamsEnvironment.put("STRIDE_SCHEMA_REGISTRY_URL", registry.url());
    streamsEnvironment.put("STRIDE_AVRO_SERDE", SERDE);
    streamsEnvironment.put("STRIDE_RULES", rules.toString());
    streamsEnvironment.put("STRIDE_ADMIN_TOKEN", ADMIN);
    streamsEnvironment.put("STRIDE_SERVICE_TOKEN", SERVICE);
    // Wherever there are two instances, each also follows the other's partitions.
    streamsEnvironment.put("STRIDE_STREAMS_STANDBYS", "1");
    for (int i = 1; i <= instances; i++) {
      anotherStreams("streams-" + i).start();
    }
    startIngest(strava, registry.url());
    startQuery();
    awaitAnswers(Duration.ofSeconds(90));
    await("the subscription", Duration.ofSeconds(30))
        .until(() -> !ingestStatus().get("subscription").isNull());
  }

  private void startIngest(Strava strava, String registry) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.port", ingestPort);
    properties.put("stridelake.ingest.access.admin-token", ADMIN);
    properties.put("stridelake.ingest.access.service-token", SERVICE);
    properties.put("stridelake.ingest.connect.public-url", ingestUrl());
    properties.put("stridelake.ingest.connect.page-url", "http://127.0.0.1:" + queryPort + "/");
    properties.put("stridelake.ingest.kafka.bootstrap", bootstrap());
    properties.put("stridelake.ingest.kafka.registry-url", registry);
    properties.put("stridelake.ingest.kafka.avro-serde", SERDE);
    properties.put("stridelake.ingest.strava.api", strava.address() + "/api/v3");
    properties.put("stridelake.ingest.strava.oauth", strava.address() + "/oauth");
    properties.put("stridelake.ingest.strava.client-id", Strava.CLIENT_ID);
    properties.put("stridelake.ingest.strava.client-secret", Strava.CLIENT_SECRET);
    properties.put("stridelake.ingest.strava.webhook-secret", WEBHOOK_SECRET);
    properties.put("stridelake.ingest.strava.verify-token", "system-verify-token");
    properties.put("stridelake.ingest.tokens.keys", dir.resolve("token-keys.json").toString());
    ingest = IngestService.start(properties);
    parts.add(ingest);
  }
}
