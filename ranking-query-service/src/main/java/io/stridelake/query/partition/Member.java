package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * An athlete as a partition knows them.
 *
 * @param known whether the roster has the athlete; where the place was given, only whether the
 *     athlete is on the board in this partition
 * @param row the row, or null if not on the board
 * @param neighbours what surrounds the place, or null where the instance does not know it
 */
@Serdeable
public record Member(boolean known, @Nullable Row row, @Nullable Neighbours neighbours) {}
