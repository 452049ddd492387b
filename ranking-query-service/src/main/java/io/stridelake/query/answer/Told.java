package io.stridelake.query.answer;

import io.stridelake.query.partition.Standbys;

/**
 * An answer, with what its headers say of those who gave it.
 *
 * @param standbys how much of it standbys gave
 * @param missing how many partitions are not in it
 */
public record Told(Answer answer, Standbys standbys, int missing) {

  /** One that every owner contributed to, or that is not about partitions. */
  public static Told byOwners(Answer answer) {
    return new Told(answer, Standbys.NONE, 0);
  }
}
