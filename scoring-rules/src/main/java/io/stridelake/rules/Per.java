package io.stridelake.rules;

import java.util.Locale;

/** What points are paid for. */
public enum Per {
  /** Kilometres: metres ÷ 1000, unrounded. */
  KM,
  /** Minutes of scored time ÷ 60, unrounded. */
  MINUTE,
  /** Metres climbed, unrounded. */
  METRE_CLIMBED,
  /** The activity itself, once. */
  ACTIVITY;

  /** The word used in documents. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
