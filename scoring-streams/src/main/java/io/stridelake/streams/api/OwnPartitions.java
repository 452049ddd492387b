package io.stridelake.streams.api;

import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.leaderboard.BoardAnswer;
import io.stridelake.ranking.leaderboard.CopyQuery;
import io.stridelake.ranking.leaderboard.CopyQuery.Bound;
import io.stridelake.ranking.leaderboard.CopyQuery.Copied;
import io.stridelake.ranking.leaderboard.LeaderboardQuery;
import io.stridelake.streams.ServedGeneration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.jspecify.annotations.Nullable;

/**
 * Asks single partitions of this instance. A running active task answers; else the store of one
 * whose thread still restores others; else, where the caller allows it, a standby's store that is
 * not too far behind.
 */
final class OwnPartitions {
  private final ServedGeneration generation;
  private final CommittedEnds ends;
  private final long standbyLag;
  private final IntPredicate isComplete;

  /**
   * Those of a generation.
   *
   * @param standbyLag by how many offsets a standby that answers may be behind
   * @param isComplete whether a partition has applied everything that its inputs held when it was
   *     derived; half a derivation would answer with wrong ranks
   */
  OwnPartitions(
      ServedGeneration generation, CommittedEnds ends, long standbyLag, IntPredicate isComplete) {
    this.generation = generation;
    this.ends = ends;
    this.standbyLag = standbyLag;
    this.isComplete = isComplete;
  }

  /**
   * A partition to be asked.
   *
   * @param standby whether a standby may answer for it
   */
  record Asked(int partition, boolean standby) {}

  /**
   * What a partition's store said.
   *
   * @param status {@code ok}, or why there is no result
   * @param result what was asked for; null unless ok
   * @param standbyLag by how many offsets the standby that said it may be behind the owner; null if
   *     the owner said it
   * @param <R> the kind of result
   */
  record Read<R>(int partition, String status, @Nullable R result, @Nullable Long standbyLag) {
    private static <R> Read<R> without(int partition, String status) {
      return new Read<>(partition, status, null, null);
    }

    /** What is told of it. */
    PartitionAnswer told(Function<R, PartitionAnswer> teller) {
      if (result == null) {
        return PartitionAnswer.without(partition, status);
      }
      PartitionAnswer answer = teller.apply(result);
      return standbyLag == null ? answer : answer.fromStandby(standbyLag);
    }
  }

  /** What the store answers, or why there is no answer. */
  <R> Read<R> ask(Query<R> query, Asked asked) {
    int partition = asked.partition();
    if (!isComplete.test(partition)) {
      return Read.without(partition, "restoring");
    }
    try {
      QueryResult<R> active = query(request(query, partition).requireActive(), partition);
      if (active.isSuccess()) {
        return new Read<>(partition, "ok", active.getResult(), null);
      }
      if (active.getFailureReason() != FailureReason.NOT_ACTIVE) {
        return Read.without(partition, status(active.getFailureReason()));
      }
      return copied(query, asked)
          .map(copied -> new Read<>(partition, "ok", copied.result(), copied.standbyLag()))
          .orElseGet(() -> Read.without(partition, "restoring"));
    } catch (InvalidStateStoreException e) {
      return Read.without(partition, "restoring");
    }
  }

  /** The same of a board, whose snapshot that is asked for may be gone. */
  <T> Read<BoardAnswer<T>> askBoard(LeaderboardQuery<T> query, Asked asked) {
    Read<Optional<BoardAnswer<T>>> read = ask(query, asked);
    Optional<BoardAnswer<T>> answer = read.result();
    if (answer == null) {
      return Read.without(asked.partition(), read.status());
    }
    return answer
        .map(found -> new Read<>(asked.partition(), "ok", found, read.standbyLag()))
        .orElseGet(() -> Read.without(asked.partition(), "snapshot-gone"));
  }

  private <R> Optional<Copied<R>> copied(Query<R> query, Asked asked) {
    int partition = asked.partition();
    Bound bound =
        asked.standby() && !generation.observers().changelogs().isOwner(partition)
            ? bound(partition)
            : null;
    CopyQuery<R> copy = new CopyQuery<>(query, bound);
    QueryResult<Optional<Copied<R>>> result = query(request(copy, partition), partition);
    return result.isSuccess() ? result.getResult() : Optional.empty();
  }

  private @Nullable Bound bound(int partition) {
    return generation.observers().changelogs().changelog(partition).stream()
        .flatMapToLong(changelog -> ends.of(changelog).stream())
        .mapToObj(end -> new Bound(end, standbyLag))
        .findFirst()
        .orElse(null);
  }

  private <R> QueryResult<R> query(StateQueryRequest<R> request, int partition) {
    QueryResult<R> result =
        generation.ranking().streams().query(request).getPartitionResults().get(partition);
    return result == null
        ? QueryResult.forFailure(FailureReason.NOT_PRESENT, "partition " + partition)
        : result;
  }

  private static <R> StateQueryRequest<R> request(Query<R> query, int partition) {
    return StateQueryRequest.inStore(RankingTopology.STORE)
        .withQuery(query)
        .withPartitions(Set.of(partition));
  }

  private static String status(FailureReason reason) {
    return reason == FailureReason.NOT_PRESENT || reason == FailureReason.DOES_NOT_EXIST
        ? "not-owner"
        : "restoring";
  }
}
