package io.stridelake.ingest;

import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.connect.ConnectConfig;
import io.stridelake.ingest.fetching.FetchWorker;
import io.stridelake.ingest.inbox.InboxWriter;
import io.stridelake.ingest.kafka.KafkaClients;
import io.stridelake.ingest.roster.Roster;
import io.stridelake.ingest.strava.SubscriptionKeeper;
import io.stridelake.ingest.webhook.WebhookSecrets;
import io.stridelake.topics.Topic;
import io.stridelake.topics.TopicCatalogue;
import io.stridelake.topics.TopicMismatchException;
import io.stridelake.topics.TopicProvisioner;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what runs beside requests, in order: topics, tables, fetching. If Kafka is away at the
 * start, requests are answered with 503 and this goes on trying.
 */
@Singleton
public final class IngestRuntime {
  private static final Logger log = LoggerFactory.getLogger(IngestRuntime.class);
  private static final int ADMIN_TIMEOUT_MILLIS = 10_000;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final Accounts accounts;
  private final Roster roster;
  private final FetchWorker worker;
  private final InboxWriter inbox;
  private final SubscriptionKeeper subscriptions;
  private final WebhookSecrets secrets;
  private final ConnectConfig addresses;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;
  private @Nullable Thread starter;

  IngestRuntime(
      KafkaClients clients,
      Accounts accounts,
      Roster roster,
      FetchWorker worker,
      InboxWriter inbox,
      SubscriptionKeeper subscriptions,
      WebhookSecrets secrets,
      ConnectConfig addresses) {
    this.clients = clients;
    this.accounts = accounts;
    this.roster = roster;
    this.worker = worker;
    this.inbox = inbox;
    this.subscriptions = subscriptions;
    this.secrets = secrets;
    this.addresses = addresses;
  }

  /**
   * Creates or checks the topics, and has webhooks written from then on.
   *
   * @return false if Kafka did not answer
   * @throws TopicMismatchException if a topic is not as it must be
   */
  boolean ensureTopics() {
    TopicCatalogue topics = clients.topics();
    List<Topic> needed =
        List.of(
            topics.inbox(),
            topics.lake(),
            topics.roster(),
            topics.accounts(),
            topics.deadLetters());
    try (Admin admin = clients.admin(ADMIN_TIMEOUT_MILLIS)) {
      new TopicProvisioner(admin).ensure(topics, needed);
      inbox.open();
      return true;
    } catch (TopicMismatchException e) {
      throw e;
    } catch (KafkaException e) {
      log.atWarn().addKeyValue("cause", e.getMessage()).log("Kafka does not answer yet");
      return false;
    }
  }

  /** Starts the rest in the background; the server must listen by now. */
  void start(boolean topicsEnsured) {
    starter = Thread.ofVirtual().name("ingest start").start(() -> startAll(topicsEnsured));
    Optional<String> path = secrets.path();
    if (path.isEmpty()) {
      log.atWarn().log("Webhook secret is not set: no webhook");
    } else {
      subscriptions.start(
          addresses.outside("/webhooks/strava/" + path.get()),
          addresses.outside("/webhooks/strava/"),
          secrets.verifyToken().orElseThrow());
    }
  }

  /** What ended a thread for good, if anything did. */
  public Optional<Throwable> failure() {
    return Stream.of(
            Optional.ofNullable(failure),
            worker.failure(),
            accounts.table().failure(),
            roster.table().failure())
        .flatMap(Optional::stream)
        .findFirst();
  }

  @PreDestroy
  void close() {
    closed = true;
    if (starter != null) {
      starter.interrupt();
    }
  }

  private void startAll(boolean topicsEnsured) {
    try {
      boolean ensured = topicsEnsured;
      while (!ensured) {
        Thread.sleep(RETRY);
        ensured = ensureTopics();
      }
      accounts.table().start();
      roster.table().start();
      while (!accounts.table().isComplete() || !roster.table().isComplete()) {
        Thread.sleep(Duration.ofMillis(20));
      }
      worker.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!closed) {
        failure = e;
        log.atError().setCause(e).log("Start failed");
      }
    }
  }
}
