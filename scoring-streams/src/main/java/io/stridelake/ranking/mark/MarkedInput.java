package io.stridelake.ranking.mark;

/** The inputs that have marks, with the rows that each alone decides. */
public enum MarkedInput {
  /** Activities and days; marks are named by their offset in the lake. */
  ACTIVITIES,
  /** Athletes; marks are named by their offset in the roster. */
  ROSTER
}
