package io.stridelake.query.ranking;

import io.stridelake.query.partition.Snapshots;
import org.jspecify.annotations.Nullable;

/**
 * Where one member stands.
 *
 * @param entry null when the member exists but is not on the board
 */
record Standing(@Nullable MemberEntry entry, long total, Snapshots snapshots) {}
