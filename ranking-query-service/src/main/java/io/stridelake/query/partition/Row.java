package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * One athlete on a board, in exact units.
 *
 * @param score the board's metric
 * @param points thousandths of a point
 * @param distance micrometres
 * @param climbed micrometres
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
    long activeDays) {}
