package io.stridelake.query.partition;

import io.micronaut.core.type.Argument;
import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.ClusterSettings;
import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.cluster.InstanceClient;
import io.stridelake.query.cluster.InstanceFailedException;
import io.stridelake.query.cluster.InstanceFailedException.Fault;
import io.stridelake.query.problem.RestoringException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the partitions of a generation: their owners, or standbys where owners do not answer, or
 * whoever has the last complete state where nobody can reach Kafka.
 */
@Singleton
public final class PartitionClient {
  private static final Argument<QueryResponse> RESPONSE = Argument.of(QueryResponse.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final ClusterWatch watch;
  private final InstanceClient client;
  private final ClusterSettings settings;

  PartitionClient(ClusterWatch watch, InstanceClient client, ClusterSettings settings) {
    this.watch = watch;
    this.client = client;
    this.settings = settings;
  }

  /**
   * Asks every partition once, wherever it lives, following partitions that move for a while.
   *
   * @param generation the derivation to ask; instances that have another one do not answer
   * @param snapshots what to read, or null for the newest of every partition; those that are
   *     missing in it are not asked
   * @param pin whether to keep what is read for cursors
   * @throws SnapshotGoneException if a snapshot asked for is not kept
   * @throws RestoringException if a partition stays without an answer
   */
  public Answers ask(
      GenerationIdentity generation,
      View view,
      PartitionQuery query,
      @Nullable Snapshots snapshots,
      boolean pin) {
    Round round = new Round(generation, view, query, snapshots, pin, known().partitions());
    if (!follow(round)) {
      throw new RestoringException(round.missing());
    }
    return round.answers();
  }

  /**
   * Asks as {@link #ask} does for the newest states, and does without the partitions that stay
   * without an answer.
   *
   * @throws RestoringException if none has an answer
   */
  public Answers askThoseThere(
      GenerationIdentity generation, View view, PartitionQuery query, boolean pin) {
    Round round = new Round(generation, view, query, null, pin, known().partitions());
    if (!follow(round) && !round.hasAnswers()) {
      throw new RestoringException(round.missing());
    }
    return round.answers();
  }

  private ClusterMap known() {
    ClusterMap map = watch.map();
    if (!map.isKnown()) {
      throw new RestoringException("no instance of scoring-streams is known");
    }
    return map;
  }

  /** Whether all partitions have answered in time. */
  private boolean follow(Round round) {
    ClusterMap map = watch.map();
    long deadline = System.nanoTime() + settings.retryFor().toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      ask(round, round.requests(map));
      Map<String, QueryRequest> toStandbys = round.standbyRequests(map);
      while (!toStandbys.isEmpty()) {
        ask(round, toStandbys);
        toStandbys = round.standbyRequests(map);
      }
      Map<String, QueryRequest> forLast = round.lastRequests(map);
      while (!forLast.isEmpty()) {
        ask(round, forLast);
        forLast = round.lastRequests(map);
      }
      if (round.isComplete()) {
        return true;
      }
      if (System.nanoTime() + pause.toNanos() > deadline) {
        return false;
      }
      sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
      map = watch.refresh(settings.callTimeout());
      if (isGone(round.generation(), map)) {
        return false;
      }
    }
  }

  /** Whether the generation has been derived anew since, or deleted: nobody will answer for it. */
  private static boolean isGone(GenerationIdentity generation, ClusterMap map) {
    return map.generation(generation.id())
        .filter(known -> known.identity().equals(generation))
        .isEmpty();
  }

  private void ask(Round round, Map<String, QueryRequest> requests) {
    Map<String, CompletableFuture<QueryResponse>> calls =
        client.post(requests, path(round.generation()), RESPONSE);
    calls.forEach(
        (instance, call) -> {
          try {
            round.take(instance, call.join());
          } catch (CompletionException e) {
            Fault fault = failure(e);
            round.failed(instance, fault);
            if (fault == Fault.UNREACHABLE) {
              watch.silent(instance);
            }
          }
        });
  }

  /** Names the derivation, so that none but that one answers. */
  private static String path(GenerationIdentity generation) {
    return "/generations/" + generation.id() + "/query?" + generation.parameters();
  }

  private static Fault failure(CompletionException e) {
    if (e.getCause() instanceof InstanceFailedException failed && failed.fault() != Fault.REFUSED) {
      return failed.fault();
    }
    throw new IllegalStateException("an internal query was refused", e.getCause());
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RestoringException("the service is stopping");
    }
  }
}
