package io.stridelake.ranking.leaderboard;

import java.util.Optional;
import org.apache.kafka.streams.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * A question to a store although no running owner's task keeps it. The answer is empty unless the
 * store is the owner's and was restored, or is whole and within the bound.
 *
 * @param query what is asked
 * @param bound how far the store may be behind, or null if only an owner's may answer
 * @param last whether a whole store may answer however far it is behind
 * @param <R> the kind of result
 */
public record CopyQuery<R>(Query<R> query, @Nullable Bound bound, boolean last)
    implements Query<Optional<CopyQuery.Copied<R>>> {

  /** Only a store that is the owner's or within the bound answers. */
  public static <R> CopyQuery<R> within(Query<R> query, @Nullable Bound bound) {
    return new CopyQuery<>(query, bound, false);
  }

  /** Any store answers that was whole at some time; its lag is not told. */
  public static <R> CopyQuery<R> ofLastState(Query<R> query) {
    return new CopyQuery<>(query, null, true);
  }

  /**
   * How far a store may be behind its changelog.
   *
   * @param committedEnd where the committed part of the changelog ends
   * @param offsets by how many offsets the store may be behind that
   */
  public record Bound(long committedEnd, long offsets) {
    boolean holds(long lag) {
      return lag <= offsets;
    }

    /** How far a store is behind; a single offset can only be the marker of a transaction. */
    long lagOf(long whole) {
      long offsets = committedEnd - whole;
      return offsets <= 1 ? 0 : offsets;
    }
  }

  /**
   * What such a store says.
   *
   * @param result the answer
   * @param standbyLag by how many offsets the store may be behind, or null if it is the owner's or
   *     the last state was asked for
   */
  public record Copied<R>(R result, @Nullable Long standbyLag) {}
}
