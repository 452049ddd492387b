package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a place in one partition, whether or not it is taken there.
 *
 * @param above how many have a greater score
 * @param atLeast how many have as great a score or a greater
 * @param ahead how many stand before the place
 * @param edge the score of the first row before the place in all partitions that the instance was
 *     asked for, or null if there is none: equals of it may be left out
 * @param aboveEdge how many in this partition have a greater score than that
 * @param before the rows here that are among the nearest before the place in all those partitions,
 *     as far as they may be shown
 * @param after the same after it
 */
@Serdeable
public record Neighbours(
    long above,
    long atLeast,
    long ahead,
    @Nullable Long edge,
    long aboveEdge,
    List<Row> before,
    List<Row> after) {

  /**
   * How many here have a greater score than a row that is to be shown before the place, from any
   * partition.
   */
  long above(long score) {
    return edge != null && edge == score
        ? aboveEdge
        : ahead - before.stream().filter(row -> row.score() <= score).count();
  }
}
