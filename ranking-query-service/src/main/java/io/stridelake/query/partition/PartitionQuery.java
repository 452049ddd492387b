package io.stridelake.query.partition;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that every partition answers for itself; which fields are set depends on the kind.
 *
 * @param kind {@code page | member | countAbove | position | groups | version}
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartitionQuery(
    String kind,
    @Nullable Place after,
    @Nullable Place before,
    @Nullable Integer limit,
    @Nullable String nameContains,
    @Nullable String id,
    @Nullable List<Long> scores,
    @Nullable Long score,
    @Nullable String by,
    @Nullable Boolean hidden) {

  /** The first rows of the board, or those after a place. */
  public static PartitionQuery after(@Nullable Place place, int limit, @Nullable String name) {
    return new PartitionQuery("page", place, null, limit, name, null, null, null, null, null);
  }

  /** The nearest rows before a place, in the board's order. */
  public static PartitionQuery before(Place place, int limit, @Nullable String name) {
    return new PartitionQuery("page", null, place, limit, name, null, null, null, null, null);
  }

  /** One athlete's row. */
  public static PartitionQuery member(String id) {
    return new PartitionQuery("member", null, null, null, null, id, null, null, null, null);
  }

  /** For each score, how many have more. */
  public static PartitionQuery countAbove(List<Long> scores) {
    return new PartitionQuery(
        "countAbove", null, null, null, null, null, List.copyOf(scores), null, null, null);
  }

  /** How many rows come before a place. */
  public static PartitionQuery position(Place place) {
    return new PartitionQuery(
        "position", null, null, null, null, place.id(), null, place.score(), null, null);
  }

  /** Sums by company, departments or sports, with or without hidden athletes. */
  public static PartitionQuery groups(Grouping by, boolean hidden) {
    return new PartitionQuery("groups", null, null, null, null, null, null, null, by.id(), hidden);
  }

  /** Nothing but the version. */
  public static PartitionQuery version() {
    return new PartitionQuery("version", null, null, null, null, null, null, null, null, null);
  }
}
