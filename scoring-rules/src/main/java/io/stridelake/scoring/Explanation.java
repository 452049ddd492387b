package io.stridelake.scoring;

import java.util.List;
import java.util.Locale;

/**
 * How the points of one activity came about.
 *
 * @param scored the outcome, the same as without explaining
 * @param steps in the order in which they were taken; the last one's points are the outcome's
 */
public record Explanation(Scored scored, List<Step> steps) {
  public Explanation {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param kind what sort
   * @param id of the rule, the multiplier or the cap
   * @param text in words, such as {@code 10 km × 0.3}
   * @param points after this step, rounded half up for the eye
   */
  public record Step(Kind kind, String id, String text, Points points) {}

  /** The sorts of steps. */
  public enum Kind {
    RULE,
    MIN,
    MAX,
    MULTIPLIER,
    CAP;

    /** The word of the public API. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
