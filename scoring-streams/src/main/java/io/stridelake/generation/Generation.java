package io.stridelake.generation;

/**
 * One complete derivation of the rankings.
 *
 * @param id from 1, never reused
 * @param catalogue the catalogue that it reads, from 1
 * @param ruleSet the version of the rule set that scores it
 * @param storeFormat the format of its rows, which never changes
 */
public record Generation(int id, int catalogue, String ruleSet, int storeFormat) {
  static final int FIRST_FORMAT = 1;

  public Generation {
    if (id < 1 || catalogue < 1) {
      throw new IllegalArgumentException(
          "generation %d on catalogue %d (expected both from 1)".formatted(id, catalogue));
    }
  }
}
