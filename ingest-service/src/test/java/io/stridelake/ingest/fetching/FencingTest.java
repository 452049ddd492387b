package io.stridelake.ingest.fetching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ingest.Installation;
import io.stridelake.ingest.inbox.InboxEvent;
import io.stridelake.ingest.inbox.InboxHeaders;
import io.stridelake.ingest.kafka.KafkaClients;
import io.stridelake.ingest.lake.LakeRecords;
import io.stridelake.requirement.Lane;
import io.stridelake.topics.AccountKey;
import io.stridelake.topics.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Lane.BROKER)
class FencingTest {
  private static final String INBOX = "stridelake.inbox";

  @Test
  void shouldStoreNothingOfInstanceThatLostItsPartition() {
    try (Installation installation = new Installation()) {
      ApplicationContext service = installation.start(Map.of());
      installation.awaitReady(service);
      KafkaClients clients = service.getBean(KafkaClients.class);
      try (Consumer<byte[], byte[]> frozen = member(clients);
          Consumer<byte[], byte[]> successor = member(clients);
          Transactions transactions =
              new Transactions(
                  clients.producer(
                      "frozen", Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "frozen")))) {
        // Given a member that owned everything and has not polled for too long.
        await().until(() -> owned(frozen) == 3);
        Outcome late = outcome(service.getBean(LakeRecords.class));
        await().atMost(Duration.ofSeconds(20)).until(() -> owned(successor) == 3);

        // When it wakes up in the middle of storing.
        boolean stored = transactions.store(List.of(late), frozen.groupMetadata());

        assertThat(stored).isFalse();
        assertThat(installation.records("stridelake.lake")).isEmpty();
        // A member in good standing may.
        assertThat(transactions.store(List.of(late), successor.groupMetadata())).isTrue();
        // Readers see a commit once its markers are written, which the producer does not await.
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(installation.records("stridelake.lake")).hasSize(1));
      }
    }
  }

  private static Consumer<byte[], byte[]> member(KafkaClients clients) {
    Consumer<byte[], byte[]> consumer =
        clients.consumer(
            "member",
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                "fencing",
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                RangeAssignor.class.getName(),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                6000,
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                3000));
    consumer.subscribe(List.of(INBOX));
    return consumer;
  }

  private static int owned(Consumer<byte[], byte[]> consumer) {
    consumer.poll(Duration.ofMillis(50));
    return consumer.assignment().size();
  }

  private static Outcome outcome(LakeRecords lake) {
    AccountKey account = new AccountKey("strava", "1");
    PartitionWork partition = new PartitionWork(new TopicPartition(INBOX, 0), 0);
    Held held =
        new Held(
            new ConsumerRecord<>(INBOX, 0, 0, account.bytes(), new byte[0]),
            InboxHeaders.fresh(InboxHeaders.Type.BACKFILL, Instant.EPOCH, "e"),
            new InboxEvent.Backfill(account, null),
            Instant.EPOCH);
    partition.read(0);
    partition.hold(held);
    return Outcome.ofLoop(
        partition.lane(account),
        "late",
        List.of(held),
        List.of(
            lake.raw(
                LakeRecords.activity(new AthleteId("a"), "strava", "1"),
                "{}".getBytes(UTF_8),
                "application/json",
                new LakeRecords.Source(Origin.WEBHOOK, "e", Instant.EPOCH))));
  }
}
