package io.stridelake.scoring;

import org.jspecify.annotations.Nullable;

/**
 * What a rule set makes of one activity alone.
 *
 * @param counted whether it counts, also with 0 points
 * @param reason why it does not count, or null when it does
 * @param rule the id of the rule that scored it, or null if none came to it
 * @param points zero when it does not count
 * @param groups bit g is set when the activity is of where-group g of the boards; bit 0 always when
 *     it counts; 0 when it does not
 */
public record Scored(
    boolean counted,
    @Nullable NotCounted reason,
    @Nullable String rule,
    Points points,
    long groups) {
  public Scored {
    if (counted != (reason == null) || counted != ((groups & 1) == 1)) {
      throw new IllegalArgumentException(
          "counted %s with reason %s and groups %x (expected them to agree)"
              .formatted(counted, reason, groups));
    }
  }

  static Scored not(NotCounted reason, @Nullable String rule) {
    return new Scored(false, reason, rule, Points.ZERO, 0);
  }

  static Scored counted(String rule, Points points, long groups) {
    return new Scored(true, null, rule, points, groups);
  }
}
