package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * One athlete on a board, in exact units.
 *
 * @param id who, also of one who is hidden: the order needs it, nobody is told it
 * @param score the board's metric
 * @param points thousandths of a point
 * @param distance micrometres
 * @param climbed micrometres
 * @param hidden whether the place of a locked season is kept by somebody who may not be named; null
 *     from an instance of a version that leaves such rows out
 */
@Serdeable
public record Row(
    String id,
    String name,
    @Nullable String department,
    long score,
    long points,
    long activities,
    long distance,
    long seconds,
    long climbed,
    long activeDays,
    @Nullable Boolean hidden) {
  /** Whether nobody may be told who it is. */
  public boolean isHidden() {
    return Boolean.TRUE.equals(hidden);
  }
}
