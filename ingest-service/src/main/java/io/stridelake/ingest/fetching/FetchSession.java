package io.stridelake.ingest.fetching;

import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.accounts.AccountState;
import io.stridelake.ingest.inbox.InboxCodec;
import io.stridelake.ingest.inbox.InboxEvent;
import io.stridelake.ingest.inbox.InboxHeaders;
import io.stridelake.ingest.lake.Reason;
import io.stridelake.ingest.quota.Use;
import io.stridelake.ingest.strava.StravaEvent;
import io.stridelake.topics.AccountKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership of the group of fetch workers, from joining until the first failure.
 *
 * <p>One thread, the loop, polls, keeps all state and stores outcomes. Steps run on virtual threads
 * and touch nothing of it: they get their work and leave an {@link Outcome}. An account has at most
 * one step, and outcomes are stored in the order in which they come, so what the lake holds of an
 * account is in the order in which it was asked for.
 *
 * <p>The committed offset of a partition is the lowest that is not finished. What must wait is put
 * back to the end of the inbox when it holds the offset back for long; see {@link PutBack}.
 */
final class FetchSession {
  private static final Logger log = LoggerFactory.getLogger(FetchSession.class);
  private static final Duration BUSY_POLL = Duration.ofMillis(5);
  private static final Duration IDLE_POLL = Duration.ofMillis(200);
  private static final Duration TABLE_PATIENCE = Duration.ofSeconds(30);
  private static final Duration REVOKE_PATIENCE = Duration.ofSeconds(15);
  private static final Duration UNKNOWN_RETRY = Duration.ofMillis(200);
  private static final int UNKNOWN_ATTEMPTS = 25;
  private static final int LARGEST_BATCH = 256;
  private static final Duration DESCRIBE = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final FetchTools tools;
  private final Consumer<byte[], byte[]> consumer;
  private final Transactions transactions;
  private final ExecutorService steps = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<TopicPartition, PartitionWork> partitions = new HashMap<>();
  private final Schedule schedule = new Schedule();
  private final PutBack putBack;
  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final List<Outcome> pending = new ArrayList<>();
  private volatile boolean stopping;
  private volatile FetchStatus status = FetchStatus.IDLE;
  private boolean paused;
  private long describedAt = System.nanoTime();

  /** What a step left: an outcome, or the bug that ended it. */
  private sealed interface Result {
    record Done(Outcome outcome) implements Result {}

    record Failed(Work work, RuntimeException bug) implements Result {}
  }

  FetchSession(FetchTools tools) {
    this.tools = tools;
    this.putBack = new PutBack(tools.inbox(), tools.clock());
    this.consumer = tools.clients().consumer("stridelake-ingest-fetch", consumerSettings(tools));
    try {
      this.transactions =
          new Transactions(
              tools.clients().producer("stridelake-ingest-fetch", producerSettings(tools)));
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Works until {@link #stop()}.
   *
   * @throws KafkaException if Kafka fails
   * @throws RuntimeException if there is a bug
   */
  void run() {
    consumer.subscribe(List.of(tools.inbox().topic()), new Ownership());
    while (!stopping) {
      pollOnce();
      schedule.wake(tools.clock().instant());
      begin(Use.LIVE);
      begin(Use.BACKFILL);
      collect();
      partitions.values().forEach(partition -> putBack.due(partition).ifPresent(pending::add));
      store();
      describeAtTimes();
    }
  }

  /** Ends the loop soon. */
  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  FetchStatus status() {
    return status;
  }

  /** Lets steps under way end, stores what they bring, and leaves the group. */
  void close() {
    Instant deadline = Instant.now().plus(tools.config().shutdownPatience());
    try {
      finishSteps(List.copyOf(partitions.values()), deadline);
      store();
    } catch (RuntimeException e) {
      log.atDebug().setCause(e).log("Last outcomes were not stored");
    } finally {
      partitions.values().forEach(partition -> partition.lost = true);
      partitions.clear();
      transactions.close();
      consumer.close(CloseOptions.timeout(CLOSE));
      awaitSteps();
    }
  }

  /** A refresh must not run beside that of a following session. */
  private void awaitSteps() {
    steps.shutdown();
    try {
      if (!steps.awaitTermination(
          tools.config().shutdownPatience().toMillis(), TimeUnit.MILLISECONDS)) {
        log.atWarn().log("Steps are cut off");
        steps.shutdownNow();
      }
    } catch (InterruptedException e) {
      steps.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void pollOnce() {
    boolean busy =
        !pending.isEmpty() || partitions.values().stream().anyMatch(each -> each.running > 0);
    try {
      consumer.poll(busy || hasReady() ? BUSY_POLL : idlePoll()).forEach(this::take);
    } catch (WakeupException e) {
      log.atDebug().log("Woken");
    }
    long held = partitions.values().stream().mapToLong(each -> each.outstanding().size()).sum();
    if (held >= tools.config().mostHeld()) {
      consumer.pause(consumer.assignment());
      paused = true;
    } else if (paused) {
      consumer.resume(consumer.assignment());
      paused = false;
    }
  }

  private boolean hasReady() {
    return schedule.hasReady(Use.LIVE) || schedule.hasReady(Use.BACKFILL);
  }

  private Duration idlePoll() {
    Instant due = schedule.nextDue();
    if (due == null) {
      return IDLE_POLL;
    }
    Duration until = Duration.between(tools.clock().instant(), due);
    if (until.compareTo(BUSY_POLL) < 0) {
      return BUSY_POLL;
    }
    return until.compareTo(IDLE_POLL) < 0 ? until : IDLE_POLL;
  }

  private void take(ConsumerRecord<byte[], byte[]> message) {
    PartitionWork partition =
        partitions.get(new TopicPartition(message.topic(), message.partition()));
    if (partition == null) {
      throw new IllegalStateException(
          "a record of partition %d, which is not ours".formatted(message.partition()));
    }
    partition.read(message.offset());
    Held held;
    try {
      InboxHeaders headers = InboxHeaders.read(message.headers());
      AccountKey account = AccountKey.parse(message.key());
      held =
          new Held(
              message,
              headers,
              InboxCodec.read(headers.type(), account, message.value()),
              tools.clock().instant());
    } catch (IllegalArgumentException e) {
      // Nobody but us writes here; without an account there is no key for a dead letter.
      count("unreadable");
      log.atError()
          .addKeyValue("partition", message.partition())
          .addKeyValue("offset", message.offset())
          .setCause(e)
          .log("Inbox record cannot be read");
      return;
    }
    partition.hold(held);
    accept(partition, held);
  }

  private void accept(PartitionWork partition, Held held) {
    Lane lane = partition.lane(held.event.account());
    if (partition.isDuplicate(held)) {
      finishNow(lane, held, "duplicate");
      return;
    }
    partition.remember(held);
    Instant notBefore = held.headers.notBefore();
    if (notBefore != null && notBefore.isAfter(tools.clock().instant())) {
      held.park(notBefore);
      schedule.wakeAt(lane, held, notBefore);
    }
    lane.add(held);
    schedule.update(lane);
  }

  /** Begins as many steps as the quota grants. */
  private void begin(Use use) {
    if (pending.size() >= LARGEST_BATCH) {
      return;
    }
    for (Lane lane : schedule.ready(use)) {
      if (lane.partition.ready && !begin(lane, use)) {
        return;
      }
    }
  }

  /** Begins a step unless the quota refuses, which gives false. */
  private boolean begin(Lane lane, Use use) {
    Held head = lane.head(use);
    Optional<Account> account = account(lane);
    if (account.isEmpty()) {
      unknown(lane, lane.takeHead(use));
    } else if (head.event instanceof InboxEvent.Connected connected) {
      start(lane.take(use), work -> tools.connections().outcome(work, connected, account.get()));
    } else if (account.get().state() != AccountState.CONNECTED) {
      withoutTokens(lane, lane.takeHead(use), account.get());
    } else if (tools.quota().admit(use)) {
      start(lane.take(use), work -> tools.fetcher().run(work, account.get()));
    } else {
      return false;
    }
    schedule.update(lane);
    return true;
  }

  private Optional<Account> account(Lane lane) {
    Account owned = lane.partition.owned.get(lane.account);
    return owned == null ? tools.accounts().get(lane.account) : Optional.of(owned);
  }

  private void start(Work work, Function<Work, Outcome> step) {
    work.lane().begin();
    steps.execute(
        () -> {
          try {
            results.add(new Result.Done(step.apply(work)));
          } catch (RuntimeException e) {
            results.add(new Result.Failed(work, e));
          }
        });
  }

  /** The webhook knew the account; perhaps our table is not so far. */
  private void unknown(Lane lane, Held held) {
    if (held.unknown >= UNKNOWN_ATTEMPTS && held.event instanceof InboxEvent.Hint) {
      finishNow(lane, held, "unknown-owner");
    } else {
      held.unknown++;
      park(lane, held, tools.clock().instant().plus(UNKNOWN_RETRY));
    }
  }

  private void withoutTokens(Lane lane, Held held, Account account) {
    Instant patience = held.headers.receivedAt().plus(tools.config().connectPatience());
    if (held.isBackfill()
        || (held.event instanceof InboxEvent.Hint(StravaEvent event)
            && event.object() == StravaEvent.ObjectType.ATHLETE)) {
      finishNow(lane, held, "not-connected");
    } else if (patience.isAfter(tools.clock().instant())) {
      held.awaitsAccount = true;
      park(lane, held, patience);
    } else {
      held.state = Held.State.RUNNING;
      pending.add(
          Outcome.ofLoop(
              lane,
              "not-connected",
              List.of(held),
              List.of(
                  tools
                      .retries()
                      .deadLetter(
                          held, account, Reason.NOT_CONNECTED, "nobody connected the account"))));
    }
  }

  private void finishNow(Lane lane, Held held, String label) {
    held.state = Held.State.RUNNING;
    pending.add(Outcome.ofLoop(lane, label, List.of(held), List.of()));
  }

  private void park(Lane lane, Held held, Instant until) {
    held.park(until);
    lane.add(held);
    schedule.wakeAt(lane, held, until);
  }

  /** Takes what steps have left. */
  private void collect() {
    for (Result result = results.poll(); result != null; result = results.poll()) {
      switch (result) {
        case Result.Done(Outcome outcome) -> settle(outcome);
        case Result.Failed(Work work, RuntimeException bug) -> {
          work.lane().end();
          throw bug;
        }
      }
    }
  }

  private void settle(Outcome outcome) {
    if (outcome.lane().partition.lost) {
      outcome.lane().end();
    } else if (outcome.leavesAccount()) {
      // What follows is stored behind it: the next step need not wait until it is.
      outcome.lane().end();
      pending.add(outcome.withoutStep());
      schedule.update(outcome.lane());
    } else if (outcome.hasEffects()) {
      pending.add(outcome);
    } else {
      apply(outcome);
    }
  }

  private void store() {
    pending.removeIf(outcome -> outcome.lane().partition.lost);
    while (!pending.isEmpty()) {
      List<Outcome> batch =
          List.copyOf(pending.subList(0, Math.min(LARGEST_BATCH, pending.size())));
      if (!transactions.store(batch, consumer.groupMetadata())) {
        return;
      }
      pending.subList(0, batch.size()).clear();
      batch.forEach(this::apply);
    }
  }

  /** Makes the memory follow what has been stored. */
  private void apply(Outcome outcome) {
    Lane lane = outcome.lane();
    count(outcome.label());
    outcome.finished().forEach(lane.partition::done);
    outcome.parked().forEach((held, until) -> park(lane, held, until));
    if (outcome.account() != null) {
      lane.partition.owned.put(lane.account, outcome.account());
    }
    if (outcome.step()) {
      lane.end();
    }
    if (outcome.wake()) {
      lane.unparkAll();
    }
    schedule.update(lane);
    lane.partition.dropIfEmpty(lane);
  }

  private void finishSteps(Collection<PartitionWork> of, Instant deadline) {
    while (of.stream().anyMatch(partition -> partition.running > 0)
        && Instant.now().isBefore(deadline)) {
      collect();
      store();
      pause();
    }
    collect();
  }

  private static void pause() {
    try {
      Thread.sleep(BUSY_POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  private void count(String outcome) {
    tools.meters().counter("stridelake.ingest.fetch.outcomes", "outcome", outcome).increment();
  }

  private void describeAtTimes() {
    long now = System.nanoTime();
    if (now - describedAt >= DESCRIBE.toNanos()) {
      describedAt = now;
      status = describe();
    }
  }

  private FetchStatus describe() {
    int[] counts = new int[Held.State.values().length];
    int awaiting = 0;
    int backfills = 0;
    for (PartitionWork partition : partitions.values()) {
      for (Held held : partition.outstanding()) {
        counts[held.state.ordinal()]++;
        awaiting += held.awaitsAccount ? 1 : 0;
        backfills += held.isBackfill() ? 1 : 0;
      }
    }
    return new FetchStatus(
        partitions.size(),
        counts[Held.State.READY.ordinal()],
        counts[Held.State.RUNNING.ordinal()],
        counts[Held.State.PARKED.ordinal()] - awaiting,
        awaiting,
        backfills,
        consumer.assignment().stream()
            .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
            .sum());
  }

  private static Map<String, Object> consumerSettings(FetchTools tools) {
    int session = Math.toIntExact(tools.config().sessionTimeout().toMillis());
    return Map.of(
        ConsumerConfig.GROUP_ID_CONFIG,
        tools.clients().group(),
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName(),
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        session,
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        session / 4);
  }

  private static Map<String, Object> producerSettings(FetchTools tools) {
    return Map.of(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        "stridelake-ingest-fetch-" + UUID.randomUUID(),
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Math.toIntExact(tools.config().transactionTimeout().toMillis()),
        ProducerConfig.LINGER_MS_CONFIG,
        0,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        15_000);
  }

  /** Follows what the group gives us and takes away. */
  private final class Ownership implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      List<PartitionWork> added = new ArrayList<>();
      for (TopicPartition id : assigned) {
        PartitionWork partition = new PartitionWork(id, consumer.position(id));
        partitions.put(id, partition);
        added.add(partition);
      }
      if (paused) {
        consumer.pause(assigned);
      }
      if (!added.isEmpty()) {
        steps.execute(() -> catchUp(added));
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      List<PartitionWork> going = known(revoked);
      finishSteps(going, Instant.now().plus(REVOKE_PATIENCE));
      store();
      going.forEach(this::drop);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      known(lost).forEach(this::drop);
    }

    private List<PartitionWork> known(Collection<TopicPartition> ids) {
      return ids.stream().flatMap(id -> Optional.ofNullable(partitions.get(id)).stream()).toList();
    }

    private void drop(PartitionWork partition) {
      partition.lost = true;
      partitions.remove(partition.id);
      schedule.drop(partition);
    }

    /** Nothing begins before the table has what former owners stored. */
    private void catchUp(List<PartitionWork> added) {
      while (!stopping && added.stream().anyMatch(partition -> !partition.lost)) {
        try {
          tools.accounts().table().readToEnd(TABLE_PATIENCE);
          added.forEach(partition -> partition.ready = true);
          return;
        } catch (KafkaException e) {
          log.atWarn().setCause(e).log("Accounts are not read to their end yet");
        }
      }
    }
  }
}
