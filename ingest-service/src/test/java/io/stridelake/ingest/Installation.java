package io.stridelake.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.stridelake.registry.RegistryServer;
import io.stridelake.testkafka.TestKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A broker, a registry, a provider, and ingest on top of them. */
public final class Installation implements AutoCloseable {
  static final String SECRET = "webhook-secret";
  static final String ADMIN = "admin-token";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final FakeStrava strava = new FakeStrava();
  final Path folder;
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final TestKafka kafka;
  private final RegistryServer registry;
  private final List<ApplicationContext> services = new ArrayList<>();

  /** Starts broker, registry and provider. */
  public Installation() {
    try {
      folder = Files.createTempDirectory("ingest-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    kafka = TestKafka.shared();
    registry = RegistryServer.start(kafka.bootstrapServers(), 0);
  }

  public ApplicationContext start(Map<String, Object> more, Object... beans) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("micronaut.server.port", -1);
    settings.put("stridelake.ingest.kafka.bootstrap", kafka.bootstrapServers());
    settings.put("stridelake.ingest.kafka.registry-url", registry.url());
    settings.put("stridelake.ingest.kafka.partitions", 3);
    settings.put("stridelake.ingest.access.admin-token", ADMIN);
    settings.put("stridelake.ingest.access.service-token", "service-token");
    settings.put("stridelake.ingest.strava.api", strava.url() + "/api/v3");
    settings.put("stridelake.ingest.strava.oauth", strava.url() + "/oauth");
    settings.put("stridelake.ingest.strava.client-id", "1");
    settings.put("stridelake.ingest.strava.client-secret", "secret");
    settings.put("stridelake.ingest.strava.webhook-secret", SECRET);
    settings.put("stridelake.ingest.tokens.keys", folder.resolve("keys.json").toString());
    settings.put("stridelake.ingest.fetching.first-retry", "200ms");
    settings.put("stridelake.ingest.fetching.session-timeout", "6s");
    settings.putAll(more);
    ApplicationContext service = IngestService.start(settings, beans);
    services.add(service);
    return service;
  }

  static String url(ApplicationContext service) {
    return service.getBean(EmbeddedServer.class).getURL().toString();
  }

  public void awaitReady(ApplicationContext service) {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> get(service, "/health/readiness").statusCode() == 200);
  }

  void stopKafka() {
    kafka.stop();
  }

  void startKafka() {
    kafka.startAgain();
  }

  HttpResponse<String> get(ApplicationContext service, String path) {
    return send(HttpRequest.newBuilder(URI.create(url(service) + path)));
  }

  HttpResponse<String> status(ApplicationContext service) {
    return send(
        HttpRequest.newBuilder(URI.create(url(service) + "/admin/ingest/status"))
            .header("Authorization", "Bearer " + ADMIN));
  }

  HttpResponse<String> putRoster(ApplicationContext service, String csv) {
    return send(
        HttpRequest.newBuilder(URI.create(url(service) + "/admin/roster"))
            .header("Authorization", "Bearer " + ADMIN)
            .header("Content-Type", "text/csv")
            .PUT(BodyPublishers.ofString(csv)));
  }

  HttpResponse<String> push(ApplicationContext service, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url(service) + "/webhooks/strava/" + SECRET))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  static String event(long owner, long id, String aspect) {
    return event(owner, id, aspect, Instant.now().getEpochSecond());
  }

  static String event(long owner, long id, String aspect, long time) {
    return """
    {"aspect_type":"%s","event_time":%d,"object_id":%d,"object_type":"activity","owner_id":%d,"subscription_id":7,"updates":{}}"""
        .formatted(aspect, time, id, owner);
  }

  /** Goes the way of an athlete's browser. */
  HttpResponse<String> connect(ApplicationContext service, long owner, String scope) {
    HttpResponse<String> away = get(service, "/connect/strava");
    String location = away.headers().firstValue("Location").orElseThrow();
    String state = location.replaceAll(".*[?&]state=([^&]*).*", "$1");
    String cookie = away.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    return send(
        HttpRequest.newBuilder(
                URI.create(
                    url(service)
                        + "/connect/strava/callback?code=%s&state=%s&scope=%s"
                            .formatted(strava.code(owner), state, scope)))
            .header("Cookie", cookie));
  }

  /** Connects and waits until the history is in. */
  void connected(ApplicationContext service, long owner) {
    org.assertj.core.api.Assertions.assertThat(
            connect(service, owner, "read,activity:read").statusCode())
        .isEqualTo(303);
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                service
                    .getBean(io.stridelake.ingest.accounts.Accounts.class)
                    .get(new io.stridelake.topics.AccountKey("strava", Long.toString(owner)))
                    .filter(account -> account.backfilledAt() != null)
                    .isPresent());
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything committed in the topic. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
      return all;
    }
  }

  /** The lake's records of the activity, oldest first. */
  List<ConsumerRecord<byte[], byte[]>> lake(long id) {
    return records("stridelake.lake").stream()
        .filter(each -> new String(each.key(), UTF_8).endsWith("/strava/activity/" + id))
        .toList();
  }

  void stop(ApplicationContext service) {
    services.remove(service);
    service.close();
  }

  @Override
  public void close() {
    services.forEach(ApplicationContext::close);
    strava.close();
    registry.close();
    kafka.close();
  }
}
