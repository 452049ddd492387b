package io.stridelake.query.answer;

/**
 * What an answer is kept under.
 *
 * @param question equal for questions that have the same answer at the same state of the source:
 *     what is asked for, the board, the period and the filters
 */
public record AnswerKey(AnswerSource source, Object question) {}
