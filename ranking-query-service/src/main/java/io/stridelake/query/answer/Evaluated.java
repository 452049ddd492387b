package io.stridelake.query.answer;

import io.stridelake.query.partition.Snapshots;

/**
 * An answer and the state it was made from.
 *
 * @param pinned whether its cursors need the snapshots
 */
public record Evaluated(Answer answer, Snapshots snapshots, boolean pinned) {}
