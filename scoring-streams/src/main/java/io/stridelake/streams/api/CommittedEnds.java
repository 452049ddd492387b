package io.stridelake.streams.api;

import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.StreamsConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the committed parts of changelogs end, which says how far standbys are behind.
 *
 * <p>Kafka Streams' own lags count up to the log's end: markers of transactions and what a killed
 * owner never committed would be in them, so that a standby which has everything would seem to lag.
 */
@Singleton
class CommittedEnds {
  private static final Logger log = LoggerFactory.getLogger(CommittedEnds.class);
  private static final Duration FRESH = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration FORGET = Duration.ofMinutes(1);

  /** Nobody asks again before a question was answered, or given up. */
  private static final Duration GIVE_UP = Duration.ofSeconds(5);

  /** Ends as they were when they were asked for. */
  private record Measure(long at, CompletableFuture<Map<TopicPartition, Long>> ends) {
    private boolean serves(long now) {
      return now - at <= (ends.isDone() ? FRESH : GIVE_UP).toNanos();
    }

    /** Whether Kafka has let somebody wait in vain, and was not asked again since. */
    private boolean isUnanswered(long now) {
      return !ends.isDone() && now - at > PATIENCE.toNanos() && now - at <= GIVE_UP.toNanos();
    }

    /** What came, all who wait having the same patience together. */
    private Map<TopicPartition, Long> await()
        throws InterruptedException, ExecutionException, TimeoutException {
      long left = at + PATIENCE.toNanos() - System.nanoTime();
      return ends.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    }
  }

  private final Admin admin;
  private final Map<TopicPartition, Long> wanted = new ConcurrentHashMap<>();
  private @Nullable Measure last;

  CommittedEnds(StreamsConfiguration configuration) {
    this.admin = Admin.create(KafkaSettings.clients(configuration));
  }

  /**
   * The offset behind the last committed record, at most a quarter of a second old; nothing if
   * Kafka does not tell it in time.
   */
  OptionalLong of(TopicPartition changelog) {
    boolean isNew = wanted.put(changelog, System.nanoTime()) == null;
    try {
      Long end = measure(isNew).await().get(changelog);
      return end == null ? OptionalLong.empty() : OptionalLong.of(end);
    } catch (TimeoutException | ExecutionException e) {
      log.atDebug().addKeyValue("topic", changelog.topic()).setCause(e).log("End is unknown");
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ZERO);
  }

  /** One measurement serves all who ask within a moment. */
  private synchronized Measure measure(boolean always) {
    long now = System.nanoTime();
    Measure present = last;
    // With Kafka away a question about many partitions waits once, not once for each of them.
    boolean isNew = always && (present == null || !present.isUnanswered(now));
    if (isNew || present == null || !present.serves(now)) {
      wanted.values().removeIf(asked -> now - asked > FORGET.toNanos());
      present = new Measure(now, ends(Set.copyOf(wanted.keySet())));
      last = present;
    }
    return present;
  }

  private CompletableFuture<Map<TopicPartition, Long>> ends(Set<TopicPartition> changelogs) {
    ListOffsetsResult result =
        admin.listOffsets(
            changelogs.stream()
                .collect(Collectors.toMap(changelog -> changelog, _ -> OffsetSpec.latest())),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    return CompletableFuture.allOf(
            changelogs.stream()
                .map(
                    changelog ->
                        result
                            .partitionResult(changelog)
                            .toCompletionStage()
                            .thenAccept(info -> ends.put(changelog, info.offset()))
                            .exceptionally(
                                e -> {
                                  log.atDebug()
                                      .addKeyValue("topic", changelog.topic())
                                      .setCause(e)
                                      .log("End is not told");
                                  return null;
                                })
                            .toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .thenApply(_ -> new HashMap<>(ends));
  }
}
