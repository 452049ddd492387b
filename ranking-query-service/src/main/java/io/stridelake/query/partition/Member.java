package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * An athlete as a partition knows them.
 *
 * @param known whether the roster has the athlete; false where another partition told the place
 * @param row the row; null where another partition told the place, or if not on the board
 * @param neighbours what surrounds the place, or null where the instance does not know it
 */
@Serdeable
public record Member(boolean known, @Nullable Row row, @Nullable Neighbours neighbours) {}
