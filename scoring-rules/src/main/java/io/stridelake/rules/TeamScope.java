package io.stridelake.rules;

import java.util.Locale;

/** Which athletes of a department count. */
public enum TeamScope {
  /** Those with a counted activity in the period. */
  ACTIVE,
  /** Every member. */
  ALL;

  /** The word used in documents and addresses. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
