package io.stridelake.streams.api;

import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.leaderboard.CopyQuery;
import io.stridelake.ranking.leaderboard.CopyQuery.Bound;
import io.stridelake.ranking.leaderboard.CopyQuery.Copied;
import io.stridelake.streams.ServedGeneration;
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
 */
final class OwnPartitions {
  private final ServedGeneration generation;
  private final CommittedEnds ends;
  private final long standbyLag;

  /**
   * Those of a generation.
   *
   * @param standbyLag by how many offsets a standby that answers may be behind
   */
  OwnPartitions(ServedGeneration generation, CommittedEnds ends, long standbyLag) {
    this.generation = generation;
    this.ends = ends;
    this.standbyLag = standbyLag;
  }

  /**
   * A partition to be asked.
   *
   * @param standby whether a standby may answer for it
   */
  record Asked(int partition, boolean standby) {}

  /** What is told of the store's answer, or why there is none. */
  <R> PartitionAnswer ask(Query<R> query, Asked asked, Function<R, PartitionAnswer> told) {
    int partition = asked.partition();
    try {
      QueryResult<R> active = query(request(query, partition).requireActive(), partition);
      if (active.isSuccess()) {
        return told.apply(active.getResult());
      }
      if (active.getFailureReason() != FailureReason.NOT_ACTIVE) {
        return PartitionAnswer.without(partition, status(active.getFailureReason()));
      }
      Optional<Copied<R>> copied = copied(query, asked);
      if (copied.isPresent()) {
        Long lag = copied.get().standbyLag();
        PartitionAnswer answer = told.apply(copied.get().result());
        return lag == null ? answer : answer.fromStandby(lag);
      }
    } catch (InvalidStateStoreException e) {
      return PartitionAnswer.without(partition, "restoring");
    }
    return PartitionAnswer.without(partition, "restoring");
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
