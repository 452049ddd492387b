package io.stridelake.streams.api;

import io.stridelake.ranking.RankingTopology;
import io.stridelake.streams.ServedGeneration;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.StateQueryResult;

/** Asks single partitions of this instance. Only a running active task answers. */
final class OwnPartitions {
  private final ServedGeneration generation;

  OwnPartitions(ServedGeneration generation) {
    this.generation = generation;
  }

  /** What is told of the store's answer, or why there is none. */
  <R> PartitionAnswer ask(Query<R> query, int partition, Function<R, PartitionAnswer> told) {
    StateQueryResult<R> results;
    try {
      results =
          generation
              .ranking()
              .streams()
              .query(
                  StateQueryRequest.inStore(RankingTopology.STORE)
                      .withQuery(query)
                      .withPartitions(Set.of(partition))
                      .requireActive());
    } catch (InvalidStateStoreException e) {
      return PartitionAnswer.without(partition, "restoring");
    }
    QueryResult<R> result = results.getPartitionResults().get(partition);
    if (result == null) {
      return PartitionAnswer.without(partition, "not-owner");
    }
    return result.isFailure()
        ? PartitionAnswer.without(partition, status(result.getFailureReason()))
        : told.apply(result.getResult());
  }

  private static String status(FailureReason reason) {
    return reason == FailureReason.NOT_PRESENT || reason == FailureReason.DOES_NOT_EXIST
        ? "not-owner"
        : "restoring";
  }
}
