package io.stridelake.scoring;

import java.util.Locale;

/** Why an activity does not count; the codes are part of the public API. */
public enum NotCounted {
  /** No rule matches it. */
  NO_RULE,
  /** Only the athlete may see it, and the rule set leaves such out. */
  PRIVATE,
  /** The provider's community doubts it, and the rule set leaves such out. */
  FLAGGED,
  /** It was typed in, and the rule set leaves such out. */
  MANUAL,
  /** It exceeds a limit of its rule. */
  IMPLAUSIBLE,
  /** Another record of the same activity counts. */
  DUPLICATE,
  /** A cap was reached before it. */
  CAP,
  /** Its season is locked. */
  LOCKED,
  /** The provider said that it is gone. */
  DELETED;

  /** The stable code: the constant in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
