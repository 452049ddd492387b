package io.stridelake.streams.api;

import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.leaderboard.BoardAnswer;
import io.stridelake.ranking.leaderboard.CopyQuery;
import io.stridelake.ranking.leaderboard.CopyQuery.Bound;
import io.stridelake.ranking.leaderboard.CopyQuery.Copied;
import io.stridelake.ranking.leaderboard.LeaderboardQuery;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.membership.OwnerLease;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
 *
 * <p>The first two answer as owners, which takes the lease: without it another instance may own the
 * partition already. An instance that has no lease gives the last complete state that it has where
 * the caller asks for that, and says so.
 */
final class OwnPartitions {
  /** An owner that may have lost the partition to another instance. */
  private static final String NO_LEASE = "no-lease";

  private final ServedGeneration generation;
  private final CommittedEnds ends;
  private final long standbyLag;
  private final Derivation derivation;

  /** What is known of a derivation by the offsets that its groups have committed. */
  interface Derivation {
    /**
     * Whether a partition has applied everything that its inputs held when it was derived; half a
     * derivation would answer with wrong ranks.
     */
    boolean isComplete(int partition);

    /**
     * Whether that was looked at after a moment.
     *
     * @param nanos by {@link System#nanoTime}
     */
    boolean isKnownSince(long nanos);
  }

  /**
   * Those of a generation.
   *
   * @param standbyLag by how many offsets a standby that answers may be behind
   */
  OwnPartitions(
      ServedGeneration generation, CommittedEnds ends, long standbyLag, Derivation derivation) {
    this.generation = generation;
    this.ends = ends;
    this.standbyLag = standbyLag;
    this.derivation = derivation;
  }

  /**
   * A partition to be asked.
   *
   * @param standby whether a standby may answer for it
   * @param last whether the last complete state may answer for it while nobody has a lease
   */
  record Asked(int partition, boolean standby, boolean last) {}

  /**
   * What a partition's store said.
   *
   * @param status {@code ok}, or why there is no result
   * @param result what was asked for; null unless ok
   * @param standbyLag by how many offsets the standby that said it may be behind the owner; null if
   *     the owner said it, or nobody knows
   * @param last whether it is the last complete state of an instance without a lease
   * @param <R> the kind of result
   */
  record Read<R>(
      int partition, String status, @Nullable R result, @Nullable Long standbyLag, boolean last) {
    private static <R> Read<R> without(int partition, String status) {
      return new Read<>(partition, status, null, null, false);
    }

    private static <R> Read<R> ok(
        int partition, R result, @Nullable Long standbyLag, boolean last) {
      return new Read<>(partition, "ok", result, standbyLag, last);
    }

    /** What is told of it. */
    PartitionAnswer told(Function<R, PartitionAnswer> teller) {
      if (result == null) {
        return PartitionAnswer.without(partition, status);
      }
      PartitionAnswer answer = teller.apply(result);
      return standbyLag == null && !last ? answer : answer.notFromOwner(standbyLag, last);
    }
  }

  /** What the store answers, or why there is no answer. */
  <R> Read<R> ask(Query<R> query, Asked asked) {
    int partition = asked.partition();
    if (!derivation.isComplete(partition)) {
      return Read.without(partition, "restoring");
    }
    try {
      QueryResult<R> active = query(request(query, partition).requireActive(), partition);
      if (active.isSuccess()) {
        return asOwner(asked, active.getResult());
      }
      if (active.getFailureReason() != FailureReason.NOT_ACTIVE) {
        return Read.without(partition, status(active.getFailureReason()));
      }
      return copied(query, asked)
          .map(
              copied ->
                  copied.standbyLag() == null
                      ? asOwner(asked, copied.result())
                      : Read.ok(partition, copied.result(), copied.standbyLag(), false))
          .orElseGet(() -> lastState(query, asked));
    } catch (InvalidStateStoreException e) {
      return Read.without(partition, "restoring");
    }
  }

  /** What an owner's store said; the lease is looked at after it was read. */
  private <R> Read<R> asOwner(Asked asked, R result) {
    OwnerLease lease = generation.ranking().lease();
    if (lease.holds()) {
      // While it had none, somebody may have set the offsets back.
      return derivation.isKnownSince(lease.lapsedAt())
          ? Read.ok(asked.partition(), result, null, false)
          : Read.without(asked.partition(), "restoring");
    }
    return asked.last()
        ? Read.ok(asked.partition(), result, null, true)
        : Read.without(asked.partition(), NO_LEASE);
  }

  /** What a standby's store says that is whole, though nobody knows how far it is behind. */
  private <R> Read<R> lastState(Query<R> query, Asked asked) {
    if (!asked.last() || generation.ranking().lease().holds()) {
      return Read.without(asked.partition(), "restoring");
    }
    QueryResult<Optional<Copied<R>>> result =
        query(request(CopyQuery.ofLastState(query), asked.partition()), asked.partition());
    return Optional.of(result)
        .filter(QueryResult::isSuccess)
        .flatMap(QueryResult::getResult)
        .map(copied -> Read.ok(asked.partition(), copied.result(), null, true))
        .orElseGet(() -> Read.without(asked.partition(), "restoring"));
  }

  /** The same of a board, whose snapshot that is asked for may be gone. */
  <T> Read<BoardAnswer<T>> askBoard(LeaderboardQuery<T> query, Asked asked) {
    Read<Optional<BoardAnswer<T>>> read = ask(query, asked);
    Optional<BoardAnswer<T>> answer = read.result();
    if (answer == null) {
      return Read.without(asked.partition(), read.status());
    }
    return answer
        .map(found -> Read.ok(asked.partition(), found, read.standbyLag(), read.last()))
        .orElseGet(() -> Read.without(asked.partition(), "snapshot-gone"));
  }

  private <R> Optional<Copied<R>> copied(Query<R> query, Asked asked) {
    int partition = asked.partition();
    Bound bound =
        asked.standby() && !generation.observers().changelogs().isOwner(partition)
            ? bound(partition)
            : null;
    CopyQuery<R> copy = CopyQuery.within(query, bound);
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
