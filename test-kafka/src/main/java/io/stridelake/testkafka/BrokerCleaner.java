package io.stridelake.testkafka;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;

/** Removes from a broker what its clients, also killed ones, left on it. */
final class BrokerCleaner implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Admin admin;

  BrokerCleaner(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /**
   * Ends open transactions, whose markers would else come into topics of the same name, removes
   * groups with their members and all topics.
   *
   * @throws org.awaitility.core.ConditionTimeoutException if something is still there after a
   *     minute
   */
  void clean() {
    Awaitility.await("the broker is empty")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .ignoreException(ExecutionException.class)
        .until(this::isEmptied);
  }

  @Override
  public void close() {
    admin.close();
  }

  private boolean isEmptied() throws ExecutionException, InterruptedException {
    List<String> open =
        admin
            .listTransactions(
                new ListTransactionsOptions()
                    .filterStates(
                        Set.of(
                            TransactionState.ONGOING,
                            TransactionState.PREPARE_ABORT,
                            TransactionState.PREPARE_COMMIT)))
            .all()
            .get()
            .stream()
            .map(TransactionListing::transactionalId)
            .toList();
    if (!open.isEmpty()) {
      admin.fenceProducers(open).all().get();
    }
    List<String> groups =
        admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
    for (String group : groups) {
      if (hasMembers(group)) {
        unlessGone(
            admin
                .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                .all());
      }
    }
    if (!groups.isEmpty()) {
      unlessGone(admin.deleteConsumerGroups(groups).all());
    }
    Set<String> topics = new HashSet<>(admin.listTopics().names().get());
    if (!topics.isEmpty()) {
      unlessGone(admin.deleteTopics(topics).all());
    }
    return open.isEmpty() && groups.isEmpty() && topics.isEmpty();
  }

  /** Kafka refuses to remove the members of a group that has none. */
  private boolean hasMembers(String group) throws ExecutionException, InterruptedException {
    ConsumerGroupDescription description =
        admin.describeConsumerGroups(List.of(group)).all().get().get(group);
    return description != null && !description.members().isEmpty();
  }

  private static void unlessGone(KafkaFuture<?> removal)
      throws ExecutionException, InterruptedException {
    try {
      removal.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }
}
