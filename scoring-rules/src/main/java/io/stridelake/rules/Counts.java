package io.stridelake.rules;

/**
 * Which activities count although something is special about them.
 *
 * @param privately those that only the athlete may see
 * @param flagged those that the provider's community doubts
 * @param manual those typed in by hand
 */
public record Counts(boolean privately, boolean flagged, boolean manual) {
  /** What a rule set that is silent means. */
  public static final Counts DEFAULT = new Counts(false, false, true);
}
