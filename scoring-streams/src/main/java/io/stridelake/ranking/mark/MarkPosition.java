package io.stridelake.ranking.mark;

/**
 * Where a mark lies.
 *
 * @param input which input has it
 * @param partition of that input
 * @param offset in the lake for {@link MarkedInput#ACTIVITIES}, else in the roster
 */
public record MarkPosition(MarkedInput input, int partition, long offset) {}
